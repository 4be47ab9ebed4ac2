# Every operation of a set at once on one set, and of a frozenset on it. No member is foreign.
# modes: on off atomic
from _hammer import hammer

ALL = frozenset(range(40)) | frozenset(map(str, range(40))) | {(1, 2), None, 2.5}
members = set()


class Mine(set):
    """A subclass goes other ways than the set itself."""


def scene():
    members.clear()
    members.update(range(0, 40, 2))


def sane(found):
    for item in found:
        assert item in ALL, item


def calm(action, *arguments):
    """Do what may find the member gone or the set changed under it."""
    try:
        return action(*arguments)
    except KeyError:
        return None
    except RuntimeError as error:
        assert str(error) == "Set changed size during iteration", error
        return None


def write(me):
    for n in range(40):
        members.add(n)
        members.discard(n - 1)
        members.add(str(n))
    calm(members.remove, 39)
    item = calm(members.pop)
    assert item is None or item in ALL
    members.clear()
    members.__init__(range(me, 40, 3))


def write_many(me):
    calm(members.update, range(10), [str(me)], {10: 0}, Mine({11}), frozenset((12,)))
    calm(members.intersection_update, ALL)
    calm(members.intersection_update, range(30))
    calm(members.difference_update, range(5), {"3"})
    calm(members.difference_update, Mine(range(3)))
    calm(members.symmetric_difference_update, {1, 2, "1"})
    calm(members.symmetric_difference_update, [1, 2, "1"])
    calm(members.__ior__, {20, 21})
    calm(members.__iand__, set(ALL))
    calm(members.__isub__, {20})
    calm(members.__ixor__, {22, 23})
    calm(members.update, members)
    calm(members.__ixor__, members)


def read(me):
    calm(lambda: sane(members))
    sane(list(members))
    sane(sorted(members, key=str))
    sane(members.copy())
    sane(set(members))
    sane(frozenset(members))
    sane([*members])
    sane(tuple(members))
    calm(lambda: sane(dict.fromkeys(members)))
    calm(lambda: sane(item for item in members))


def algebra(me):
    some = {1, 2, "3", (1, 2)}
    for other in (some, frozenset(some), Mine(some)):
        sane(members | other)
        sane(other | members)
        sane(members & other)
        sane(other & members)
        sane(members - other)
        sane(other - members)
        sane(members ^ other)
        sane(other ^ members)
    sane(members.union(some, [3], {4: 4}))
    sane(members.intersection(some, [1, 2], {1: 1}))
    sane(members.difference([3], some, {4: 4}))
    sane(members.symmetric_difference([1, 2]))
    sane(ALL & members)
    sane(ALL - members)
    sane(ALL ^ members)
    assert (members | ALL) == ALL


def ask(me):
    assert 0 <= len(members) <= len(ALL)
    assert members <= ALL and ALL >= members
    assert members.issubset(ALL) and ALL.issuperset(members)
    assert members.isdisjoint([99, "x"]) and members.isdisjoint({99})
    for question in (
        members < ALL,
        members == ALL,
        ALL == members,
        members != {1},
        members > {1},
        members >= {1, 2},
        5 in members,
        {5} in [members],
        members.issuperset([1, 2]),
        members.issubset([1, 2]),
    ):
        assert question in (True, False)
    text = calm(repr, members)
    assert text is None or text == "set()" or text[0] == "{" and text[-1] == "}"


def after():
    sane(members)
    assert len(members) == len(list(members))
    assert all(item in members for item in members)


hammer(write, write_many, read, algebra, ask, write, algebra, read, before=scene, after=after)
print("ok")  # expect: ok
