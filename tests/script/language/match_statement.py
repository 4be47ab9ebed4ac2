# match: literals, captures, sequences, mappings, classes, guards, alternatives.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def what(v):
    match v:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case "text" | "words":
            return "text"
        case [] | ():
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"one and {rest}"
        case [x, y]:
            return f"pair {x} {y}"
        case {"type": "circle", "r": r, **others}:
            return f"circle {r} {others}"
        case Point(0, y):
            return f"on the axis at {y}"
        case Point(x=x, y=y):
            return f"point {x} {y}"
        case None:
            return "nothing"
        case str() as s:
            return f"string {s}"
        case (1.5, _, {"k": [a, b]}) as whole:
            return f"deep {a} {b} {len(whole)}"
        case _:
            return "other"


for v in (0, 1, -5, 7, "text", "else", [], [9], [1, 2, 3], (4, 5), {"type": "circle", "r": 2, "c": 3}, Point(0, 2), Point(3, 4), None, (1.5, 0, {"k": [1, 2]}), {}, 2.5):
    print(what(v))
# expect: small
# expect: small
# expect: negative -5
# expect: other
# expect: text
# expect: string else
# expect: empty
# expect: one 9
# expect: one and [2, 3]
# expect: pair 4 5
# expect: circle 2 {'c': 3}
# expect: on the axis at 2
# expect: point 3 4
# expect: nothing
# expect: deep 1 2 3
# expect: other
# expect: other


class Color:
    RED = "red"


match "red":
    case Color.RED:
        print("matched a constant")
# expect: matched a constant
match 5:
    case 6:
        print("never")
match = 3
case = match + 1
print(match, case)  # expect: 3 4
