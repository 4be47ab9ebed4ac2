# needs-python: 3.13
# collections.namedtuple.
from collections import namedtuple


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


Point = namedtuple("Point", "x y")
p = Point(11, y=22)
print(p, p.x + p.y, p[0], p == (11, 22), hash(p) == hash((11, 22)), len(p), isinstance(p, tuple))
# expect: Point(x=11, y=22) 33 11 True True 2 True
x, y = p
print(x, y, p._asdict(), p._replace(x=100), Point._make([5, 6]), Point(*"ab"), max(Point(1, 2), Point(1, 3)))
# expect: 11 22 {'x': 11, 'y': 22} Point(x=100, y=22) Point(x=5, y=6) Point(x='a', y='b') Point(x=1, y=3)
print(Point._fields, Point._field_defaults, Point.__match_args__, Point.__doc__, Point.__module__)
# expect: ('x', 'y') {} ('x', 'y') Point(x, y) __main__
print(Point.__name__, Point.__qualname__, Point.__bases__, Point.__slots__, Point.x.__doc__)
# expect: Point Point (<class 'tuple'>,) () Alias for field number 0
print(Point.__new__.__doc__, Point.__new__.__qualname__, Point._make.__doc__, Point._asdict.__qualname__)
# expect: Create new instance of Point(x, y) Point.__new__ Make a new Point object from a sequence or iterable Point._asdict
print(Point.y, p.__getnewargs__(), hasattr(p, "__dict__"))
# expect: _tuplegetter(1, 'Alias for field number 1') (11, 22) False
Account = namedtuple("Account", ["kind", "balance", "notes"], defaults=[0, None])
print(Account("checking"), Account._field_defaults, Account("a", notes="n"))
# expect: Account(kind='checking', balance=0, notes=None) {'balance': 0, 'notes': None} Account(kind='a', balance=0, notes='n')
print(namedtuple("R", "x def x _z 1 ok", rename=True)._fields, namedtuple("Empty", "")())
# expect: ('x', '_1', '_2', '_3', '_4', 'ok') Empty()
print(namedtuple("M", "a, b", module="elsewhere").__module__)  # expect: elsewhere


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __new__(cls, x, y=0):
        return super().__new__(cls, x, y)

    @property
    def length2(self):
        return self.x**2 + self.y**2

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


print(Vector(3), Vector(3, 4).length2, Vector(1, 2) + Vector(3, 4), Vector(1, 2)._replace(y=9))
# expect: Vector(x=3, y=0) 25 Vector(x=4, y=6) Vector(x=1, y=9)
match p:
    case Point(x=11, y=later):
        print("matched", later)
# expect: matched 22
match p:
    case Point(first, 22):
        print("matched", first)
# expect: matched 11
error(Point)  # expect: TypeError: Point.__new__() missing 2 required positional arguments: 'x' and 'y'
error(Point, 1)  # expect: TypeError: Point.__new__() missing 1 required positional argument: 'y'
error(Point, 1, 2, 3)  # expect: TypeError: Point.__new__() takes 3 positional arguments but 4 were given
error(Point, 1, z=2)  # expect: TypeError: Point.__new__() got an unexpected keyword argument 'z'
error(Point, 1, x=2)  # expect: TypeError: Point.__new__() got multiple values for argument 'x'
error(Point._make, [1])  # expect: TypeError: Expected 2 arguments, got 1
error(setattr, p, "x", 1)  # expect: AttributeError: can't set attribute
error(delattr, p, "x")  # expect: AttributeError: can't delete attribute
error(setattr, p, "z", 1)
# expect: AttributeError: 'Point' object has no attribute 'z' and no __dict__ for setting new attributes
error(Point.x.__get__, 3)
# expect: TypeError: descriptor for index '0' for tuple subclasses doesn't apply to 'int' object
error(namedtuple, "P", "x class")
# expect: ValueError: Type names and field names cannot be a keyword: 'class'
error(namedtuple, "P", "x x")  # expect: ValueError: Encountered duplicate field name: 'x'
error(namedtuple, "P", "_x")  # expect: ValueError: Field names cannot start with an underscore: '_x'
error(namedtuple, "P", "x 1y")
# expect: ValueError: Type names and field names must be valid identifiers: '1y'
error(namedtuple, "not valid", "x")
# expect: ValueError: Type names and field names must be valid identifiers: 'not valid'
error(namedtuple, "P", "x", defaults=(1, 2))
# expect: TypeError: Got more default values than field names
