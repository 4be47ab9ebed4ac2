# A member is added by whoever adds it and taken out once, and members of one's own stay one's own.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer

members = set()
added = [0] * THREADS
taken = [[] for _ in range(THREADS)]


def scene():
    members.clear()
    for me in range(THREADS):
        added[me] = 0
        taken[me].clear()


def add(me, times):
    for _ in range(times):
        members.add((me, added[me]))
        added[me] += 1


def own_members(me):
    n = added[me]
    add(me, 8)
    for k in range(n, n + 8):
        assert (me, k) in members
        members.discard((me, k))
        assert (me, k) not in members
        members.update([(me, k)], {(me, k)})
    members.remove((me, n))
    members.symmetric_difference_update({(me, n), (me, n + 1)})
    members.difference_update([(me, n), (me, n + 2)])
    members.update({(me, n): 0, (me, n + 1): 0, (me, n + 2): 0})


def all_there():
    assert len(members) == sum(added), (len(members), sum(added))
    assert members == {(me, k) for me in range(THREADS) for k in range(added[me])}


def add_and_take(me):
    add(me, 10)
    for _ in range(5):
        try:
            taken[me].append(members.pop())
        except KeyError:
            pass
        other = ((me + 1) % THREADS, added[(me + 1) % THREADS] - 1)
        try:
            members.remove(other)
            taken[me].append(other)
        except KeyError:
            pass


def taken_once():
    seen = [*members, *(item for part in taken for item in part)]
    assert len(seen) == len(set(seen)) == sum(added), (len(seen), len(set(seen)), sum(added))


def add_the_same(me):
    """All threads add the same members: each is there once."""
    for n in range(100):
        members.add(n)
        members.add(str(n))


def each_once():
    assert len(members) == 200 and members == {*range(100), *map(str, range(100))}


def swap_one(me):
    """There is always exactly one of each pair, whoever looks."""
    members.symmetric_difference_update({"left", "right"})
    members.__ixor__({"up", "down"})
    members.intersection_update(EVERYTHING)
    members.__iand__(EVERYTHING)
    members.difference_update({"never"})
    members.add((me, added[me]))
    added[me] = (added[me] + 1) % 100


def see_one(me):
    for pair in ({"left", "right"}, {"up", "down"}):
        assert len(members & pair) == len(pair & members) == 1
        assert not members.isdisjoint(pair) and not members >= pair and members != pair
        assert len(pair - members) == 1 and len(members.copy() & pair) == 1
    assert members <= EVERYTHING and EVERYTHING.issuperset(members)


def pairs():
    scene()
    members.update(("left", "up"))


def members_kept():
    """What was added while others intersected is there."""
    assert members <= EVERYTHING and len(members & {"left", "right", "up", "down"}) == 2
    assert members >= {(me, n) for me in range(THREADS) for n in range(added[me])}


EVERYTHING = {"left", "right", "up", "down"} | {(me, n) for me in range(THREADS) for n in range(100)}
hammer(own_members, before=scene, after=all_there, seconds=SECONDS / 4)
hammer(add_and_take, before=scene, after=taken_once, seconds=SECONDS / 4)
hammer(add_the_same, before=scene, after=each_once, seconds=SECONDS / 4)
hammer(swap_one, see_one, before=pairs, after=members_kept, seconds=SECONDS / 4)
print("ok")  # expect: ok
