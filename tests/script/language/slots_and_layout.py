# __slots__, the layout of instances, assignment to __class__ and __bases__.
# needs-python: 3.13


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "no error"


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), Point.x, type(Point.x).__name__)
# expect: 1 2 False <member 'x' of 'Point' objects> member_descriptor
print(error(setattr, p, "z", 3))
# expect: AttributeError: 'Point' object has no attribute 'z' and no __dict__ for setting new attributes
print(error(lambda: p.z))  # expect: AttributeError: 'Point' object has no attribute 'z'
del p.x
print(error(lambda: p.x))  # expect: AttributeError: 'Point' object has no attribute 'x'
print(error(delattr, p, "x"))  # expect: AttributeError: x
p.x = 10
print(p.x, Point.x.__get__(p), Point.x.__name__)  # expect: 10 10 x
print(error(Point.x.__get__, 5))
# expect: TypeError: descriptor 'x' for 'Point' objects doesn't apply to a 'int' object


class Point3(Point):
    __slots__ = "z"


q = Point3(1, 2)
q.z = 3
print(q.x, q.y, q.z, hasattr(q, "__dict__"), Point3.__slots__)  # expect: 1 2 3 False z


class Open(Point):
    pass


o = Open(1, 2)
o.extra = 5
print(o.__dict__, o.x)  # expect: {'extra': 5} 1


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = 1
w.b = 2
print(w.__dict__, w.a)  # expect: {'b': 2} 1


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 7

    def get(self):
        return self.__secret


print(Private().get(), Private._Private__secret.__name__)  # expect: 7 _Private__secret
print(error(type, "S", (), {"__slots__": ["a", 5]}))
# expect: TypeError: __slots__ items must be strings, not 'int'
print(error(type, "S", (), {"__slots__": ["a b"]}))
# expect: TypeError: __slots__ must be identifiers
print(error(type, "S", (), {"__slots__": ["a"], "a": 1}))
# expect: ValueError: 'a' in __slots__ conflicts with class variable
print(error(type, "S", (), {"__slots__": ["__dict__", "__dict__"]}))
# expect: TypeError: __dict__ slot disallowed: we already got one
print(error(type, "S", (Open,), {"__slots__": ["__dict__"]}))
# expect: TypeError: __dict__ slot disallowed: we already got one
print(error(type, "S", (int,), {"__slots__": ["a"]}))
# expect: TypeError: nonempty __slots__ not supported for subtype of 'int'
print(error(type, "S", (tuple,), {"__slots__": ["a"]}))
# expect: TypeError: nonempty __slots__ not supported for subtype of 'tuple'


class SlotList(list):
    __slots__ = ("tag",)


s = SlotList([1, 2])
s.tag = "t"
s.append(3)
print(s, s.tag, len(s), isinstance(s, list))  # expect: [1, 2, 3] t 3 True


class A:
    __slots__ = ("a",)


class B:
    __slots__ = ("b",)


print(error(type, "AB", (A, B), {}))
# expect: TypeError: multiple bases have instance lay-out conflict
print(error(type, "IL", (int, list), {}))
# expect: TypeError: multiple bases have instance lay-out conflict
print(error(type, "Bo", (bool,), {}))
# expect: TypeError: type 'bool' is not an acceptable base type
print(error(type, "AA", (A, A), {}))  # expect: TypeError: duplicate base class A
print(error(type, "OA", (object, A), {}))
# expect: TypeError: Cannot create a consistent method resolution order (MRO) for bases object, A


class X:
    pass


class Y(X):
    pass


print(error(type, "XY", (X, Y), {}))
# expect: TypeError: Cannot create a consistent method resolution order (MRO) for bases X, Y


class L1(X):
    pass


class L2(X):
    pass


class D1(L1, L2):
    pass


class D2(L2, L1):
    pass


print(error(type, "D", (D1, D2), {}))
# expect: TypeError: Cannot create a consistent method resolution order (MRO) for bases L1, L2
print([c.__name__ for c in D1.__mro__])  # expect: ['D1', 'L1', 'L2', 'X', 'object']

# __class__
x = X()
x.v = 1
x.__class__ = L1
print(type(x).__name__, x.v, isinstance(x, L1))  # expect: L1 1 True
print(error(setattr, x, "__class__", A))
# expect: TypeError: __class__ assignment: 'A' object layout differs from 'L1'
print(error(setattr, x, "__class__", 5))
# expect: TypeError: __class__ must be set to a class, not 'int' object
print(error(setattr, 5, "__class__", X))
# expect: TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses


# __bases__
class Base1:
    def who(self):
        return "base1"


class Base2:
    def who(self):
        return "base2"

    def __len__(self):
        return 2


class Child(Base1):
    pass


class GrandChild(Child):
    pass


c = GrandChild()
print(c.who(), error(len, c))  # expect: base1 TypeError: object of type 'GrandChild' has no len()
Child.__bases__ = (Base2,)
print(c.who(), len(c), [k.__name__ for k in GrandChild.__mro__])
# expect: base2 2 ['GrandChild', 'Child', 'Base2', 'object']
print(error(setattr, Child, "__bases__", ()))
# expect: TypeError: can only assign non-empty tuple to Child.__bases__, not ()
print(error(setattr, Child, "__bases__", (GrandChild,)))
# expect: TypeError: a __bases__ item causes an inheritance cycle
print(error(setattr, Child, "__bases__", 5))
# expect: TypeError: can only assign tuple to Child.__bases__, not int
print(Base1.__subclasses__(), [k.__name__ for k in Base2.__subclasses__()])  # expect: [] ['Child']

# Special methods that come and go
Base2.__call__ = lambda self: "called"
print(c())  # expect: called
del Base2.__call__
print(error(c))  # expect: TypeError: 'GrandChild' object is not callable
Base2.__eq__ = lambda self, other: True
print(c == 5, c != 5)  # expect: True False
print(error(setattr, int, "x", 1))
# expect: TypeError: cannot set 'x' attribute of immutable type 'int'
print(error(delattr, X, "nothing"))
# expect: AttributeError: type object 'X' has no attribute 'nothing'
