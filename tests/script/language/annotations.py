# Annotations: variables, parameters, classes; they do not get in the way.
x: int = 5
y: "undefined name is fine in a string"
print(x, "y" in globals())  # expect: 5 False


class Point:
    a: int
    b: str = "default"
    c: list[int] = []

    def move(self, dx: float = 0.0, *rest: int, scale: "float" = 1.0, **named: str) -> "Point":
        local: dict[str, int] = {}
        later: int
        return self


print(Point.b, Point.__annotations__ == {"a": int, "b": str, "c": list[int]}, Point().move(1.0) is not None)
# expect: default True True
print(Point.move.__annotations__ == {"dx": float, "rest": int, "scale": "float", "named": str, "return": "Point"})
# expect: True


def generic(items: list[tuple[int, str]] | None = None) -> dict[str, list[int]] | int:
    return 0


print(generic(), int | None, list[int], dict[str, int] | None, isinstance(5, int | str))
# expect: 0 int | None list[int] dict[str, int] | None True
p = Point()
p.a: int = 7
values: list[int] = [1]
values[0]: int = 9
print(p.a, values)  # expect: 7 [9]
(z): int = 3
print(z)  # expect: 3
