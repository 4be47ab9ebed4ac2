# Methods, properties and class attributes replaced while others call and read them.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer


class Base:
    value = ("value", 0)

    def method(self, n):
        return ("method", n)

    @property
    def prop(self):
        return ("prop", 0)

    @classmethod
    def make(cls):
        return ("make", cls)

    @staticmethod
    def free(n):
        return ("free", n)

    def __len__(self):
        return 1

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


class Middle(Base):
    pass


class Leaf(Middle):
    own = ("own", 0)


class Extra:
    def extra(self):
        return "extra"


leaf = Leaf()


def method_of(me):
    def method(self, n):
        return ("method", n)

    return method


def write(me):
    Base.value = ("value", me)
    Base.method = method_of(me)
    Base.prop = property(lambda self: ("prop", me))
    Base.make = classmethod(lambda cls: ("make", cls))
    Base.free = staticmethod(lambda n: ("free", n))
    Base.__len__ = lambda self: me
    Base.__eq__ = lambda self, other: True


def shadow(me):
    """Hide the inherited ones in a class between, and lay them open again."""
    Middle.method = method_of(me)
    Middle.value = ("value", me)
    Leaf.own = ("own", me)
    for name in ("method", "value"):
        try:
            delattr(Middle, name)
        except AttributeError:
            pass
    setattr(Leaf, f"fresh_{me}", me)
    assert getattr(Leaf, f"fresh_{me}") == me
    delattr(Leaf, f"fresh_{me}")


def rebase(me):
    Leaf.__bases__ = (Middle, Extra)
    Leaf.__bases__ = (Middle,)
    Leaf.__name__ = f"Leaf{me}"
    Leaf.__qualname__ = "Leaf"
    Leaf.__doc__ = str(me)


def call(me):
    for n in range(20):
        assert leaf.method(n) == ("method", n)
        assert leaf.prop[0] == "prop"
        assert leaf.make()[0] == "make"
        assert leaf.free(n) == ("free", n)
        assert Leaf.free(n) == ("free", n)
        assert 0 <= len(leaf) <= THREADS
        assert leaf == n and hash(leaf) == 7
        assert leaf.value[0] == "value" and Leaf.value[0] == "value"
        assert leaf.own[0] == "own"
        assert getattr(leaf, "extra", lambda: "extra")() == "extra"


def bound(me):
    """A bound method goes on to call the function that it was bound to."""
    methods = [leaf.method for _ in range(5)]
    for n, method in enumerate(methods):
        assert method(n) == ("method", n)
        assert method.__self__ is leaf
    assert super(Leaf, leaf).method(3) == ("method", 3)
    fresh = Leaf()
    fresh.value = ("value", "mine")
    assert fresh.value == ("value", "mine")
    fresh.method = lambda n: "mine"
    assert fresh.method(1) == "mine"


def look(me):
    assert Leaf.__mro__[0] is Leaf and Leaf.__mro__[-1] is object
    assert issubclass(Leaf, Base) and isinstance(leaf, Base)
    assert Leaf.__name__.startswith("Leaf") and repr(leaf)[0] == "<"
    assert "method" in dir(leaf)
    for name in list(vars(Base)):
        assert isinstance(name, str)
    assert "value" in Base.__dict__ and Base.__dict__.get("value")[0] == "value"
    assert Leaf in Middle.__subclasses__()


hammer(write, shadow, rebase, call, bound, look, call, call, seconds=SECONDS / 2)


class One:
    def __len__(self):
        return 1


class Two:
    def __len__(self):
        return 2


class Between(One):
    pass


class Below(Between):
    pass


below = Below()


def move(me):
    """The base itself changes, two classes up."""
    Between.__bases__ = (One,) if me % 2 else (Two,)
    Between.__bases__ = (One, Two) if me % 2 else (Two, One)


def see(me):
    assert len(below) in (1, 2) and len(Below()) in (1, 2)
    assert below.__len__() in (1, 2)
    assert Below.__base__ is Between and Between.__base__ in (One, Two)
    assert Below.__mro__[:2] == (Below, Between) and isinstance(below, Between)
    for cls in (One, Two):
        assert cls.__subclasses__() in ([], [Between])
    if len(Below.__subclasses__()) > 50:  # each change above goes through all of them
        return

    class Further(Below):
        pass

    assert len(Further()) in (1, 2) and Further.__mro__[0] is Further


def settled():
    Between.__bases__ = (Two,)
    assert One.__subclasses__() == [] and Two.__subclasses__() == [Between]
    assert len(below) == len(Below()) == below.__len__() == 2
    assert all(len(cls()) == 2 and Two in cls.__mro__ for cls in Below.__subclasses__())
    assert Below.__mro__ == (Below, Between, Two, object)


hammer(move, see, after=settled, seconds=SECONDS / 2)
print("ok")  # expect: ok
