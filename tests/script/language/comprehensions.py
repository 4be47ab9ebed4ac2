# Comprehensions: nesting, conditions, scopes, order of evaluation.
print([x * x for x in range(5)], {x % 3 for x in range(7)}, {x: x * x for x in range(4)})
# expect: [0, 1, 4, 9, 16] {0, 1, 2} {0: 0, 1: 1, 2: 4, 3: 9}
print([(x, y) for x in range(3) for y in "ab" if x != 1])
# expect: [(0, 'a'), (0, 'b'), (2, 'a'), (2, 'b')]
print([[i * j for j in range(3)] for i in range(3)])  # expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
print([x for x in range(20) if x % 2 if x % 3])  # expect: [1, 5, 7, 11, 13, 17, 19]
x = "outside"
print([x for x in range(3)], x)  # expect: [0, 1, 2] outside
print([y := 5, y**2], y)  # expect: [5, 25] 5
print([last := n for n in range(4)], last)  # expect: [0, 1, 2, 3] 3
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])  # expect: [[1, 4], [2, 5], [3, 6]]
print([a + b for a, b in zip("xy", "12")], [a for a, *_ in [(1, 2, 3), (4, 5)]])
# expect: ['x1', 'y2'] [1, 4]
print({k: v for k, v in [("a", 1), ("b", 2), ("a", 3)]}, {**{"a": 1}, **{"b": 2}})
# expect: {'a': 3, 'b': 2} {'a': 1, 'b': 2}
log = []


def note(v):
    log.append(v)
    return v


{note(k): note(v) for k, v in [("k1", "v1"), ("k2", "v2")]}
print(log)  # expect: ['k1', 'v1', 'k2', 'v2']


def scope():
    n = 3
    fs = [lambda m=m: n * m for m in range(3)]
    n = 10
    return [f() for f in fs]


print(scope())  # expect: [0, 10, 20]


class Body:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try:
        broken = [i * len(items) for i in items]
    except NameError as e:
        broken = str(e)


print(Body.doubled, Body.broken)  # expect: [2, 4, 6] name 'items' is not defined
try:
    [i for i in range(3)]
    i
except NameError as e:
    print(e)
# expect: name 'i' is not defined
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as e:
    print(e)
# expect: division by zero
print([word.upper() for word in "some words here".split() if len(word) > 4])  # expect: ['WORDS']
print(sorted({len(w): w for w in ("a", "bb", "cc", "d")}.items()))  # expect: [(1, 'd'), (2, 'cc')]
print([x if x > 1 else -x for x in range(4)])  # expect: [0, -1, 2, 3]
print(list(x for x in range(3)), tuple(i for i in "ab"), set(c for c in "hello") == set("helo"))
# expect: [0, 1, 2] ('a', 'b') True
print([f(2) for f in [lambda v: v + 1, lambda v: v * v]])  # expect: [3, 4]
