# Every operation of a deque at once on one deque, and on one with a greatest length.
# modes: on off atomic
from collections import deque

from _hammer import THREADS, hammer

items = deque()
short = deque(maxlen=5)


def scene():
    for d in (items, short):
        d.clear()
        d.extend((n % THREADS, "x") for n in range(10))


def sane(found):
    for who, letter in found:
        assert 0 <= who < THREADS and letter == "x"


def calm(action, *arguments):
    """Do what may find the deque too short or changed under it."""
    try:
        return action(*arguments)
    except (IndexError, ValueError):
        return None
    except RuntimeError as error:
        assert "mutated" in str(error), error
        return None


def store(d, index, value):
    d[index] = value


def remove(d, index):
    del d[index]


def write(me):
    new = (me, "x")
    for d in (items, short):
        d.append(new)
        d.appendleft(new)
        d.extend([new, new])
        d.extendleft((new, new))
        d += [new]
        calm(store, d, 0, new)
        calm(store, d, 3, new)
        calm(store, d, -1, new)
    calm(items.insert, 2, new)
    calm(short.insert, 2, new)
    calm(items.extend, items)
    if len(items) > 100:
        items.clear()


def take(me):
    for d in (items, short):
        sane(filter(None, [calm(d.pop), calm(d.popleft)]))
        calm(d.remove, (me, "x"))
        calm(remove, d, 0)
        calm(remove, d, 2)
        calm(remove, d, -1)
        d.rotate(me - 2)
        d.reverse()
        if len(d) < 5:
            d.extend((who, "x") for who in range(5))


def renew(me):
    for d in (items, short):
        d.clear()
        d.__init__([(me, "x")] * 4, d.maxlen)
        d.__imul__(2)
        d.__imul__(1)


def read(me):
    for d in (items, short):
        calm(lambda: sane(d))
        calm(lambda: sane(reversed(d)))
        sane(d.copy())
        sane(calm(list, d) or ())
        sane(calm(tuple, d) or ())
        sane(calm(deque, d) or ())
        sane(d + d.copy())
        sane(d * 2)
        sane(filter(None, [calm(d.__getitem__, n) for n in (0, 1, 4, -1, -4)]))


def ask(me):
    for d in (items, short):
        assert 0 <= len(d) < 2000
        assert d.maxlen is None or len(d) <= d.maxlen == 5
        assert calm(lambda: (me, "x") in d) in (None, True, False)
        assert (calm(d.count, (me, "x")) or 0) >= 0
        index = calm(d.index, (me, "x"))
        assert index is None or 0 <= index < 2000
        assert calm(lambda: d == items.copy()) in (None, True, False)
        assert calm(lambda: d < short) in (None, True, False)
        text = calm(repr, d)
        assert text is None or text.startswith("deque([")
        assert bool(d) in (True, False)


def after():
    assert len(short) <= 5
    for d in (items, short):
        sane(d)
        assert len(d) == len(list(d)) == len(list(reversed(d)))


hammer(write, take, read, ask, renew, write, take, read, before=scene, after=after)
print("ok")  # expect: ok
