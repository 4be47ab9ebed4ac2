# Descriptors: the protocol, properties, static and class methods, attribute hooks.
# needs-python: 3.13


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "no error"


class Data:
    def __get__(self, obj, owner=None):
        return ("get", obj is not None, owner.__name__)

    def __set__(self, obj, value):
        obj.__dict__["stored"] = value


class NonData:
    def __get__(self, obj, owner=None):
        return "non-data"


class Host:
    data = Data()
    other = NonData()


h = Host()
h.data = 5
h.__dict__["data"] = "shadow"
print(h.data, Host.data, h.stored)  # expect: ('get', True, 'Host') ('get', False, 'Host') 5
print(h.other)  # expect: non-data
h.other = "own"
print(h.other, Host.other)  # expect: own non-data
print(error(delattr, h, "data"))  # expect: AttributeError: __delete__


class Celsius:
    def __init__(self):
        self._t = 0

    @property
    def t(self):
        "temperature"
        return self._t

    @t.setter
    def t(self, value):
        self._t = value

    @t.deleter
    def t(self):
        self._t = None

    @property
    def fixed(self):
        return 1

    only_set = property(None, lambda self, v: None)
    nothing = property()


c = Celsius()
c.t = 20
print(c.t, Celsius.t.__doc__, Celsius.t.__name__)  # expect: 20 temperature t
del c.t
print(c.t)  # expect: None
print(error(setattr, c, "fixed", 2))
# expect: AttributeError: property 'fixed' of 'Celsius' object has no setter
print(error(delattr, c, "fixed"))
# expect: AttributeError: property 'fixed' of 'Celsius' object has no deleter
print(error(lambda: c.only_set))
# expect: AttributeError: property 'only_set' of 'Celsius' object has no getter
print(error(lambda: c.nothing))
# expect: AttributeError: property 'nothing' of 'Celsius' object has no getter
print(type(Celsius.t).__name__, Celsius.t.fget.__name__, Celsius.fixed.fset)
# expect: property t None
print(error(property, 1, 2, 3, 4, 5))
# expect: TypeError: property() takes at most 4 arguments (5 given)


class Kinds:
    @staticmethod
    def s(*args):
        return args

    @classmethod
    def c(cls, *args):
        return cls.__name__, args

    def m(self):
        return "m"

    plain = staticmethod(len)


class SubKinds(Kinds):
    pass


print(Kinds.s(1), Kinds().s(2), SubKinds.c(3), SubKinds().c(4), Kinds.plain("abc"))
# expect: (1,) (2,) ('SubKinds', (3,)) ('SubKinds', (4,)) 3
print(Kinds.__dict__["s"].__func__.__name__, Kinds.c.__self__.__name__, Kinds.__dict__["s"](9))
# expect: s Kinds (9,)
print(error(staticmethod))  # expect: TypeError: staticmethod expected 1 argument, got 0
print(error(Kinds.m))  # expect: TypeError: Kinds.m() missing 1 required positional argument: 'self'
print(error(Kinds().m, 1))
# expect: TypeError: Kinds.m() takes 1 positional argument but 2 were given


class Hooks:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        if name == "bad":
            raise AttributeError("no bad here")
        return f"missing {name}"

    def __setattr__(self, name, value):
        self.log.append(("set", name))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        object.__delattr__(self, name)


k = Hooks()
k.a = 1
del k.a
print(k.log, k.a, getattr(k, "b", 0), error(lambda: k.bad), hasattr(k, "bad"))
# expect: [('set', 'a'), ('del', 'a')] missing a missing b AttributeError: no bad here False


class All:
    def __getattribute__(self, name):
        if name == "real":
            return object.__getattribute__(self, "hidden")
        raise AttributeError(name)

    def __getattr__(self, name):
        return "fallback " + name


z = All()
object.__setattr__(z, "hidden", "found")
print(z.real, z.anything)  # expect: found fallback anything
print(error(object.__setattr__, Host, "x", 1))
# expect: TypeError: can't apply this __setattr__ to type object
print(error(setattr, 5, "x", 1), error(getattr, 5, "x"))
# expect: AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes AttributeError: 'int' object has no attribute 'x'
print(error(setattr, object(), "x", 1))
# expect: AttributeError: 'object' object has no attribute 'x' and no __dict__ for setting new attributes
print(error(setattr, [], "append", 1))
# expect: AttributeError: 'list' object attribute 'append' is read-only
print(error(setattr, Host(), 5, 1))  # expect: TypeError: attribute name must be string, not 'int'


# super in its forms
class Base:
    def f(self):
        return "Base.f"

    @classmethod
    def make(cls):
        return cls.__name__

    @property
    def p(self):
        return "Base.p"


class Derived(Base):
    def f(self):
        return "Derived+" + super().f() + "+" + super(Derived, self).f()

    @classmethod
    def make(cls):
        return "made " + super().make()

    @property
    def p(self):
        return super().p + "!"

    def nested(self):
        def inner():
            return super(Derived, self).f()

        return inner()

    def missing(self):
        return super().nothing

    @staticmethod
    def no_argument():
        return super().f()

    def shown(self):
        return repr(super())


d = Derived()
print(d.f(), Derived.make(), d.p, d.nested(), d.shown())
# expect: Derived+Base.f+Base.f made Derived Base.p! Base.f <super: <class 'Derived'>, <Derived object>>
print(error(d.missing))  # expect: AttributeError: 'super' object has no attribute 'nothing'
print(error(Derived.no_argument))  # expect: RuntimeError: super(): no arguments
print(error(super, 1, 2), error(super, Derived, 5))
# expect: TypeError: super() argument 1 must be a type, not int TypeError: super(type, obj): obj (instance of int) is not an instance or subtype of type (Derived).
print(super(Derived, d).f(), super(Derived, Derived).make(), super(Derived, d).__class__.__name__)
# expect: Base.f Derived super

# object's own methods
print(object.__repr__(5)[:11], object.__eq__(1, 1), object.__eq__(1, 2), object.__ne__(1, 1))
# expect: <int object True NotImplemented False
print(error(object, 1), error(Base, 1), error(object.__init__, Base(), 1), error(object().__init__, 1))
# expect: TypeError: object() takes no arguments TypeError: Base() takes no arguments TypeError: Base.__init__() takes exactly one argument (the instance to initialize) TypeError: object.__init__() takes exactly one argument (the instance to initialize)


class OnlyNew:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self


class OnlyInit:
    def __init__(self, a):
        self.a = a


print(OnlyNew(1, 2).args, OnlyInit(3).a, error(OnlyInit))
# expect: (1, 2) 3 TypeError: OnlyInit.__init__() missing 1 required positional argument: 'a'
print(error(object.__new__, int), error(object.__new__), error(object.__new__, 5))
# expect: TypeError: object.__new__(int) is not safe, use int.__new__() TypeError: object.__new__(): not enough arguments TypeError: object.__new__(X): X is not a type object (int)
print(error(int.__new__, str), isinstance(object.__new__(Base), Base))
# expect: TypeError: int.__new__(str): str is not a subtype of int True


class NotMine:
    def __new__(cls):
        return 5

    def __init__(self):
        print("not called")


print(NotMine())  # expect: 5


class BadInit:
    def __init__(self):
        return 5


print(error(BadInit))  # expect: TypeError: __init__() should return None, not 'int'
