# A list that all threads add to and take from: each item is taken once or still there.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer

items = []
added = [0] * THREADS
taken = [[] for _ in range(THREADS)]


def scene():
    items.clear()
    for me in range(THREADS):
        added[me] = 0
        taken[me].clear()


def put(me, times):
    for _ in range(times):
        items.append((me, added[me]))
        added[me] += 1


def append(me):
    put(me, 20)


def append_and_pop(me):
    put(me, 20)
    for _ in range(19):
        try:
            taken[me].append(items.pop())
        except IndexError:
            pass


def insert_and_pop_first(me):
    for _ in range(10):
        items.insert(0, (me, added[me]))
        added[me] += 1
    for _ in range(11):
        try:
            taken[me].append(items.pop(0))
        except IndexError:
            pass


def extend(me):
    first = added[me]
    items.extend([(me, first), (me, first + 1)])
    items.extend((me, first + k) for k in (2, 3))
    items.extend({(me, first + 4): None})
    items.extend(((me, first + 5), (me, first + 6)))
    added[me] = first + 7
    for _ in range(6):
        try:
            taken[me].append(items.pop(-1))
        except IndexError:
            pass


def nothing_lost():
    seen = items + [item for part in taken for item in part]
    assert len(seen) == sum(added), (len(seen), sum(added))
    assert len(set(seen)) == len(seen)
    for who, number in seen:
        assert 0 <= number < added[who]


hammer(
    append_and_pop, insert_and_pop_first, extend, append_and_pop,
    before=scene, after=nothing_lost, seconds=SECONDS / 2,
)  # fmt: skip


def only_append():
    nothing_lost()
    for me in range(THREADS):  # everybody's own items in their order
        assert [n for who, n in items if who == me] == list(range(added[me]))


hammer(append, before=scene, after=only_append, seconds=SECONDS / 2)
print("ok")  # expect: ok
