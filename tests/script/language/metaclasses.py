# Classes as objects: metaclasses, type() with three arguments, the hooks of the class statement.


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "no error"


class Meta(type):
    log = []

    @classmethod
    def __prepare__(mcs, name, bases, **kwds):
        mcs.log.append(("prepare", name, len(bases), kwds))
        return {"prepared": 1}

    def __new__(mcs, name, bases, ns, **kwds):
        mcs.log.append(("new", name, sorted(k for k in ns if not k.startswith("_"))))
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kwds):
        cls.log.append(("init", name, kwds))
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        cls.log.append(("call", cls.__name__, args))
        return super().__call__(*args)

    def __len__(cls):
        return 42

    def __getattr__(cls, name):
        return "meta " + name

    @property
    def shout(cls):
        return cls.__name__.upper()


class A(metaclass=Meta, flag=True):
    x = 1

    def __init__(self, *args):
        self.args = args


print(Meta.log)
# expect: [('prepare', 'A', 0, {'flag': True}), ('new', 'A', ['prepared', 'x']), ('init', 'A', {'flag': True})]
a = A(1, 2)
print(Meta.log[-1], a.args, type(A) is Meta, A.prepared, len(A), A.shout, A.missing)
# expect: ('call', 'A', (1, 2)) (1, 2) True 1 42 A meta missing
print(error(lambda: a.missing))  # expect: AttributeError: 'A' object has no attribute 'missing'


class B(A):
    y = 2


print(type(B) is Meta, B.__mro__ == (B, A, object), B.shout)  # expect: True True B
C = type("C", (B,), {"z": 3})
print(type(C) is Meta, C.z, C().y, C.__name__, C.__module__, C.__qualname__)
# expect: True 3 2 C __main__ C

# type() itself
T = type("T", (), {"hello": lambda self: "hi", "__doc__": "made by hand"})
print(T, T().hello(), T.__bases__, T.__doc__, type(5), type(T), type(type))
# expect: <class '__main__.T'> hi (<class 'object'>,) made by hand <class 'int'> <class 'type'> <class 'type'>
print(error(type))  # expect: TypeError: type() takes 1 or 3 arguments
print(error(type, 1, 2))  # expect: TypeError: type() takes 1 or 3 arguments
print(error(type, 1, (), {}))  # expect: TypeError: type.__new__() argument 1 must be str, not int
print(error(type, "X", [], {}))
# expect: TypeError: type.__new__() argument 2 must be tuple, not list
print(error(type, "X", (5,), {}))
# expect: TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases


# Hooks
class Plugin:
    registry = []

    def __init_subclass__(cls, /, tag="none", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))


class P1(Plugin, tag="one"):
    pass


class P2(P1):
    pass


print(Plugin.registry)  # expect: [('P1', 'one'), ('P2', 'none')]
print(error(lambda: type("P3", (Plugin,), {}, other=1)))
# expect: TypeError: P3.__init_subclass__() takes no keyword arguments
print(error(lambda: type("P4", (), {}, other=1)))
# expect: TypeError: P4.__init_subclass__() takes no keyword arguments


class Named:
    def __set_name__(self, owner, name):
        self.where = f"{owner.__name__}.{name}"


class Holder:
    first = Named()
    second = Named()


print(Holder.first.where, Holder.second.where)  # expect: Holder.first Holder.second


class Entry:
    def __mro_entries__(self, bases):
        return (Plugin,)


class Resolved(Entry()):
    pass


print(Resolved.__bases__ == (Plugin,), len(Resolved.__orig_bases__))  # expect: True 1


# Conflicts
class M1(type):
    pass


class M2(type):
    pass


class X1(metaclass=M1):
    pass


class X2(metaclass=M2):
    pass


print(error(type, "X3", (X1, X2), {}))
# expect: TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases


class M12(M1, M2):
    pass


class X12(X1, X2, metaclass=M12):
    pass


print(type(X12).__name__)  # expect: M12


# Instance and subclass checks
class Even(type):
    def __instancecheck__(cls, obj):
        return isinstance(obj, int) and obj % 2 == 0

    def __subclasscheck__(cls, sub):
        return sub is int


class EvenNumber(metaclass=Even):
    pass


print(isinstance(4, EvenNumber), isinstance(5, EvenNumber), issubclass(int, EvenNumber))
# expect: True False True
print(isinstance(5, (str, EvenNumber, int)), isinstance("a", int | str), issubclass(bool, int))
# expect: True True True
print(error(isinstance, 1, 2))
# expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
print(error(issubclass, 1, int))  # expect: TypeError: issubclass() arg 1 must be a class
print(error(issubclass, int, 1))
# expect: TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union


# A function as metaclass
def build(name, bases, ns, **kwds):
    return (name, bases, sorted(kwds))


class NotAClass(metaclass=build, extra=1):
    pass


print(NotAClass)  # expect: ('NotAClass', (), ['extra'])


# __class__ and super() in a class made by a metaclass
class Keeps(metaclass=Meta):
    def me(self):
        return __class__.__name__


print(Keeps().me())  # expect: Keeps


class Custom(type):
    def mro(cls):
        return [cls, Plugin, object]


class Ordered(metaclass=Custom):
    pass


print([c.__name__ for c in Ordered.__mro__], [c.__name__ for c in type.mro(Ordered)])
# expect: ['Ordered', 'Plugin', 'object'] ['Ordered', 'object']
print([c.__name__ for c in Plugin.__subclasses__()])  # expect: ['P1', 'P3', 'Resolved']
