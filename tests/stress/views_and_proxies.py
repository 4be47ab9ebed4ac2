# Things that look into another: views, proxies, bound methods, properties, slices, super, partial.
# modes: on off atomic
import functools
import types

from _hammer import THREADS, hammer

table = {n: ("value", n) for n in range(10)}
keys, values, pairs = table.keys(), table.values(), table.items()
proxy = types.MappingProxyType(table)


class Base:
    def method(self):
        return "base"


class Thing(Base):
    names = {"a": 1}

    def __init__(self):
        self.state = ("state", 0)

    @property
    def prop(self):
        return self.state

    def method(self):
        return ("thing", super().method(), self.state)


thing = Thing()
partial = functools.partial(dict, a=1)
space = types.SimpleNamespace(x=("x", 0))


def calm(action, *arguments):
    try:
        return action(*arguments)
    except RuntimeError as error:
        assert "during iteration" in str(error), error
    except KeyError:
        pass
    return None


def change(me):
    for n in range(10):
        table[100 * me + n] = ("value", 100 * me + n)
    for n in range(10):
        table.pop(100 * me + n, None)
    for n in range(10):
        table.setdefault(n, ("value", n))
    thing.state = ("state", me)
    space.x = ("x", me)
    setattr(space, f"y{me}", me)
    delattr(space, f"y{me}")


def look(me):
    assert len(keys) >= 0 and len(values) >= 0 and len(pairs) >= 0
    assert (5 in keys) in (True, False) and ((5, ("value", 5)) in pairs) in (True, False)
    calm(lambda: [None for key, (word, n) in pairs if key != n and 1 / 0])
    calm(lambda: [None for word, n in values if word != "value" and 1 / 0])
    calm(lambda: sorted(keys))
    calm(lambda: list(reversed(keys)))
    calm(lambda: list(reversed(pairs)))
    calm(lambda: keys & {1, 2, 3})
    calm(lambda: keys | {1, 2, 3})
    calm(lambda: keys - {1, 2, 3})
    calm(lambda: pairs ^ set())
    calm(lambda: keys == set(range(10)))
    calm(lambda: keys <= set(range(1000)))
    calm(repr, keys)
    calm(repr, values)
    calm(repr, pairs)


def through_proxy(me):
    found = proxy.get(3)
    assert found is None or found == ("value", 3)
    assert (3 in proxy) in (True, False) and len(proxy) >= 0
    calm(lambda: list(proxy.items()))
    calm(lambda: proxy | {1: 2})
    calm(proxy.copy)
    calm(repr, proxy)
    calm(lambda: proxy == {})
    assert Thing.__dict__["names"] == {"a": 1}
    for name in list(vars(Thing)):
        assert isinstance(name, str)


def bound(me):
    method, word = thing.method, thing.prop
    kind, base, state = method()
    assert (kind, base, state[0], word[0]) == ("thing", "base", "state", "state")
    assert method.__func__ is Thing.method and method.__self__ is thing
    assert method == thing.method and hash(method) == hash(thing.method)
    own = partial(b=me)
    assert own == {"a": 1, "b": me}
    assert space.x[0] == "x" and 0 <= space.x[1] < THREADS
    calm(lambda: repr(space))
    calm(lambda: space == types.SimpleNamespace())
    assert slice(1, me, 2).indices(10)[0] == 1


def state_of_partial(me):
    shared_partial.__dict__["note"] = me
    shared_partial.tag = ("tag", me)
    assert shared_partial.tag[0] == "tag" and shared_partial.args == (1,)
    assert shared_partial(2) in (3, 1 + 2)
    name = f"only_{me}"
    setattr(shared_partial, name, me)
    delattr(shared_partial, name)
    repr(shared_partial)


shared_partial = functools.partial(lambda a, b: a + b, 1)
hammer(change, look, through_proxy, bound, change, look, bound, state_of_partial)
print("ok")  # expect: ok
