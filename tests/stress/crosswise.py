# Two containers, each put into the other from both sides at once: no deadlock, nothing foreign.
# modes: on off atomic
from collections import Counter, OrderedDict, defaultdict, deque

from _hammer import SECONDS, hammer

lists = [], []
dicts = {}, {}
sets = set(), set()
deques = deque(), deque()
arrays = bytearray(), bytearray()
BYTES = b"abcdefgh"


def scene():
    for n in (0, 1):
        for container in (lists, dicts, sets, deques, arrays):
            container[n].clear()
        lists[n].extend((n, k) for k in range(5))
        dicts[n].update((k, (n, k)) for k in range(5))
        sets[n].update(range(n, 10, 2))
        deques[n].extend((n, k) for k in range(5))
        arrays[n].extend(BYTES)


def calm(action, *arguments):
    """Containers may be found changed during iteration."""
    try:
        return action(*arguments)
    except RuntimeError as error:
        assert "during" in str(error), error
        return None


def both(pair, me):
    """The pair as this thread sees it: one half of them the other way round."""
    return pair if me % 2 else pair[::-1]


def join_lists(me):
    a, b = both(lists, me)
    a.extend(b)
    a += b
    a[1:2] = b
    a + b
    assert (a == b) in (True, False)
    assert (a < b) in (True, False)
    if len(a) > 50:
        a[:] = b[:5]
        del b[5:]
    assert all(n in (0, 1) and k in range(5) for n, k in a)


def join_dicts(me):
    a, b = both(dicts, me)
    a.update(b)
    calm(a.__ior__, b)
    assert all(k == key for key, (n, k) in (a | b).items())
    assert (a == b) in (True, False)
    a[2] = (0, 2)
    b.pop(3, None)
    a.setdefault(3, (1, 3))
    if me == 0:
        a.clear()
    calm(lambda: a.keys() & b.keys())
    calm(lambda: a.items() ^ b.items())
    calm(lambda: a.keys() <= b.keys())
    calm(lambda: a.keys() - b)


def join_sets(me):
    a, b = both(sets, me)
    a.update(b)
    a |= b
    for operation in (set.union, set.intersection, set.difference, set.symmetric_difference):
        assert operation(a, b) <= set(range(10))
    assert all(x in (True, False) for x in (a == b, a < b, a >= b, a.isdisjoint(b), a <= b, a > b))
    a -= b
    a.update(range(me, 10, 3))
    a &= b
    a ^= b
    a.difference_update(b)
    a.intersection_update(b)
    a.symmetric_difference_update(b)
    a.add(me)
    b.discard(me)


def join_deques(me):
    a, b = both(deques, me)
    calm(a.extend, b)
    calm(a.extendleft, b)
    calm(a.__iadd__, b)
    calm(a.__add__, b)
    assert calm(a.__eq__, b) in (None, True, False)
    assert calm(a.__lt__, b) in (None, True, False)
    if len(a) > 50:
        a.clear()
        b.extend((0, k) for k in range(5))


def join_arrays(me):
    a, b = both(arrays, me)
    a.extend(b)
    a += b
    assert (a == b) in (True, False) and (a < b) in (True, False)
    a + b
    a[1:3] = b
    if len(a) > 100:
        del a[8:]
    assert set(bytes(b)) <= set(BYTES)
    a.join([b, b])
    assert a.find(b) >= -1 and a.replace(b, b) is not None
    a.startswith(b)


def join_kinds(me):
    """Containers of different kinds, too."""
    lists[1].extend(sets[1])
    lists[1][:] = dicts[1].values()
    calm(sets[1].update, dicts[0])
    sets[1].difference_update(lists[0])
    calm(deques[0].extend, lists[1])
    lists[0].extend([(0, k) for k in range(5)][:1])
    calm(dicts[0].update, [(k, (n, k)) for n, k in deques[1].copy()])
    counted = Counter(list(sets[0]))
    counted.update(calm(list, sets[1]) or ())
    calm(OrderedDict, dicts[0])
    calm(defaultdict, list, dicts[1])
    deques[1].clear()
    sets[1].intersection_update(range(10))
    lists[1].clear()


hammer(join_lists, join_lists, before=scene, seconds=SECONDS / 5)
hammer(join_dicts, join_dicts, before=scene, seconds=SECONDS / 5)
hammer(join_sets, join_sets, before=scene, seconds=SECONDS / 5)
hammer(join_deques, join_arrays, join_arrays, join_deques, before=scene, seconds=SECONDS / 5)
hammer(join_kinds, before=scene, seconds=SECONDS / 5)
print("ok")  # expect: ok
