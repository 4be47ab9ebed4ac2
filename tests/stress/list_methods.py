# Every operation of a list at once on one list. What is read was written by somebody.
# modes: on off atomic
from _hammer import THREADS, hammer

items = []
WORD = "0123456789"


class Mine(list):
    """A subclass goes other ways than the list itself."""


def sane(found):
    for item in found:
        who, number, text = item
        assert 0 <= who < THREADS and text == WORD[number]


def new(me, number=0):
    return (me, number % 10, WORD[number % 10])


def scene():
    items[:] = [new(n % THREADS, n) for n in range(20)]


def attempt(action, *arguments):
    """Do what may find the list too short or the item gone."""
    try:
        return action(*arguments)
    except (IndexError, ValueError):
        return None


def delete(index):
    del items[index]


def store(index, value):
    items[index] = value


def grow(me):
    items.append(new(me, 1))
    items.insert(3, new(me, 2))
    items.insert(-2, new(me, 3))
    items.extend([new(me, 4), new(me, 5)])
    items.extend(Mine([new(me, 6)]))
    items.extend(items[:3])
    attempt(store, 2, new(me, 7))
    attempt(store, -1, new(me, 8))
    items[1:1] = [new(me, 9)]
    if len(items) > 200:
        del items[20:]


def shrink(me):
    sane(filter(None, [attempt(items.pop), attempt(items.pop, 0), attempt(items.pop, 5)]))
    attempt(delete, 0)
    attempt(delete, -1)
    attempt(items.remove, new(me, 1))
    del items[3:5]
    attempt(delete, slice(0, 6, 2))  # its size and the list's may part ways
    if len(items) < 10:
        items.extend(new(me, n) for n in range(10))


def reorder(me):
    items.reverse()
    attempt(items.sort)  # list modified during sort
    attempt(lambda: items.sort(key=lambda item: item[1], reverse=True))
    items[2:4] = [new(me, 2), new(me, 3)]
    attempt(store, slice(0, 4, 2), (new(me, 4), new(me, 5)))


def renew(me):
    items.clear()
    items.extend([new(me, n) for n in range(10)])
    items[:] = [new(me, n) for n in range(30)]
    items.__init__([new(me, n) for n in range(15)])
    items.__iadd__((new(me, 1),))
    if len(items) < 50:
        items.__imul__(2)
    items.__imul__(1)


def read(me):
    sane(items)
    sane(items[:])
    sane(items[2:10:3])
    sane(items.copy())
    sane(list(items))
    sane(tuple(items))
    sane(set(items))
    sane(reversed(items))
    sane(sorted(items))
    sane([*items, *items])
    sane(items + [new(me)])
    sane(items * 2)
    sane(2 * items)
    sane(filter(None, [attempt(items.__getitem__, n) for n in (0, 1, 7, -1, -3)]))
    first = attempt(lambda: max(items))
    assert first is None or WORD[first[1]] == first[2]


def ask(me):
    assert 0 <= len(items) < 2000
    assert (new(me, 3) in items) in (True, False)
    assert items.count(new(me, 3)) >= 0
    index = attempt(items.index, new(me, 4))
    assert index is None or 0 <= index < 2000
    assert attempt(items.index, new(me, 4), 2, 10) in (None, *range(2, 10))
    assert ([] == items) in (True, False) and (items < [new(me)]) in (True, False)
    assert (items == items) in (True, False)  # it may change on the way
    text = repr(items)
    assert text[0] == "[" and text[-1] == "]"
    assert bool(items) in (True, False)
    assert all(len(pair) == 2 for pair in zip(items, items))
    assert all(0 <= n < 2000 for n, _ in enumerate(items))
    first, *rest = [new(me), *items]
    sane(rest)


def after():
    sane(items)
    assert len(items) == len(list(items)) == sum(1 for _ in items)


hammer(grow, shrink, reorder, read, ask, grow, renew, read, before=scene, after=after)
print("ok")  # expect: ok
