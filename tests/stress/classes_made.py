# Classes made, listed, asked and registered by all threads.
# modes: on off atomic
import abc
import dataclasses
import enum
import functools
import itertools
import time
import typing  # noqa: F401  (CPython looks into it while another thread is importing it)
from collections import namedtuple

from _hammer import hammer


class Base:
    kind = "base"
    made = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.number = len(Base.made)

    def __len__(self):
        return 3


class Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace["meta"] = name
        return super().__new__(mcs, name, bases, namespace)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Fixed:
    area = None


@functools.singledispatch
def describe(value):
    return "object"


def derive(me):
    class Derived(Base):
        mine = me

        def method(self):
            return (super().kind, self.mine)

    class Further(Derived, metaclass=type):
        __slots__ = ("slot",)

    thing = Further()
    thing.slot = me
    assert thing.method() == ("base", me) and thing.slot == me and len(thing) in (3, 4)
    assert isinstance(thing, Base) and issubclass(Further, Derived)
    assert Further.__mro__ == (Further, Derived, Base, object)
    assert Derived in Base.__subclasses__()
    assert Derived.__subclasses__() == [Further]


def make_by_call(me):
    cls = type("Made", (Base,), {"value": me, "get": lambda self: self.value})
    assert cls().get() == me and cls.__name__ == "Made"
    meta = Meta("WithMeta", (), {"value": me})
    assert meta.meta == "WithMeta" and meta().value == me
    pair = namedtuple("Pair", "left right")
    assert pair(me, 2).left == me and pair._fields == ("left", "right")


def change_base(me):
    Base.kind = "base"
    Base.__len__ = lambda self: 3 + me % 2
    Base.extra = me
    try:
        del Base.extra
    except AttributeError:
        pass


def look_down(me):
    for cls in Base.__subclasses__():
        assert issubclass(cls, Base) and cls.kind == "base"
        assert isinstance(cls.__name__, str) and cls.__mro__[-1] is object
        assert 3 <= len(cls.__new__(cls)) <= 4


def register(me):
    class Square:
        def area(self):
            return me

    assert not issubclass(Square, Shape)
    Shape.register(Square)
    assert issubclass(Square, Shape) and isinstance(Square(), Shape)
    assert not isinstance(3, Shape)

    class Circle(Shape):
        def area(self):
            return me

    assert Circle().area() == me
    try:
        Shape()
    except TypeError:
        pass
    describe.register(Square, lambda value: "square")
    assert describe(Square()) == "square" and describe(3) == "object"


def decorated(me):
    @dataclasses.dataclass
    class Record:
        number: int
        text: str = "x"

    assert Record(me) == Record(me, "x") and Record(me).number == me

    class Color(enum.Enum):
        RED = 1
        GREEN = 2

    assert Color(1) is Color.RED and Color["GREEN"].value == 2 and len(Color) == 2



def while_few(make):
    """Classes stay, and a change of the base goes through all below: not too many of them."""

    def job(me):
        if next(rounds) < 4000:
            make(me)
        else:
            time.sleep(0.001)

    return job


rounds = itertools.count()
makers = [while_few(make) for make in (derive, make_by_call, register, derive, decorated, derive)]
hammer(*makers, change_base, look_down)
print("ok")  # expect: ok
