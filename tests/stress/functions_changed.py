# What a function is made of, replaced while others call it: a call goes by one state or the other.
# modes: on off atomic
import functools

from _hammer import hammer


def target(a, b=("default", 0), *, c=("keyword", 0)):
    return ("first", a, b, c)


def plain(n):
    return n + 1


partial = functools.partial(target, 1, c=("keyword", 0))


def write(me):
    target.__defaults__ = (("default", me),)
    target.__kwdefaults__ = {"c": ("keyword", me)}
    target.__kwdefaults__["c"] = ("keyword", -me)


def decorate(me):
    target.__name__ = f"target_{me}"
    target.__qualname__ = f"qual_{me}"
    target.__doc__ = f"doc {me}"
    target.__annotations__ = {"a": me}
    target.__module__ = f"module_{me}"
    target.note = ("note", me)
    target.__dict__["other"] = ("other", me)
    target.__type_params__ = ()
    del target.note
    target.note = ("note", -me)


def call(me):
    for n in range(20):
        word, a, b, c = target(n)
        assert word == "first" and a == n
        assert b[0] == "default" and c[0] == "keyword", (b, c)
        word, a, b, c = target(n, me, c=me)
        assert (a, b, c) == (n, me, me)
        word, a, b, c = target(*(n,), **{"b": 5})
        assert b == 5 and c[0] == "keyword"
        word, a, b, c = partial(b=me)
        assert (a, b) == (1, me)
        assert list(map(plain, [1, 2, 3])) == [2, 3, 4]


def look(me):
    assert target.__defaults__[0][0] == "default"
    assert target.__kwdefaults__["c"][0] == "keyword"
    assert target.__name__.startswith("target") and target.__qualname__[:4] in ("qual", "targ")
    assert target.__doc__ is None or target.__doc__.startswith("doc")
    assert isinstance(target.__annotations__, dict)
    assert getattr(target, "note", ("note", 0))[0] == "note"
    assert repr(target).startswith("<function ")
    assert all(isinstance(key, str) for key in list(vars(target)))
    assert target.__code__.co_varnames == ("a", "b", "c")


hammer(write, decorate, call, look, call, write, call, call)
print("ok")  # expect: ok
