# A deque that all threads add to and take from at both ends: each item is taken once or there.
# modes: on off atomic
from collections import deque

from _hammer import SECONDS, THREADS, hammer

items = deque()
last = deque(maxlen=7)
added = [0] * THREADS
taken = [[] for _ in range(THREADS)]


def scene():
    items.clear()
    for me in range(THREADS):
        added[me] = 0
        taken[me].clear()


def fresh(me):
    added[me] += 1
    return (me, added[me] - 1)


def right_to_left(me):
    for _ in range(10):
        items.append(fresh(me))
    items.extend([fresh(me), fresh(me)])
    for _ in range(11):
        try:
            taken[me].append(items.popleft())
        except IndexError:
            pass


def left_to_right(me):
    for _ in range(10):
        items.appendleft(fresh(me))
    items.extendleft((fresh(me), fresh(me)))
    for _ in range(11):
        try:
            taken[me].append(items.pop())
        except IndexError:
            pass


def turn(me):
    items.rotate(me - 3)
    items.reverse()
    items.rotate()


def nothing_lost():
    seen = [*items, *(item for part in taken for item in part)]
    assert len(seen) == len(set(seen)) == sum(added), (len(seen), len(set(seen)), sum(added))


def in_order(me):
    """One's own items come out in the order in which one put them in."""
    for _ in range(10):
        items.append(fresh(me))
    try:
        taken[me].append(items.popleft())
    except IndexError:
        pass


def order_kept():
    nothing_lost()
    for takers in [*taken, list(items)]:
        for me in range(THREADS):
            mine = [n for who, n in takers if who == me]
            assert mine == sorted(mine)


def never_too_long(me):
    last.append(fresh(me))
    last.appendleft(fresh(me))
    last.extend((fresh(me), fresh(me)))
    assert len(last) <= 7 and len(last.copy()) <= 7


part = SECONDS / 3
hammer(
    right_to_left, left_to_right, right_to_left, turn,
    before=scene, after=nothing_lost, seconds=part,
)  # fmt: skip
hammer(in_order, before=scene, after=order_kept, seconds=part)
hammer(never_too_long, before=scene, seconds=part)
assert len(last) == 7
print("ok")  # expect: ok
