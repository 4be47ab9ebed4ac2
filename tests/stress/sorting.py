# Lists sorted while others read and change them: empty or whole meanwhile, never torn.
# modes: on off atomic
import random

from _hammer import SECONDS, hammer

items = []
N = 60


class Slow:
    """Compares in Python, so that others come in the middle of a sort."""

    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return self.number < other.number


MEMBERS = [Slow(n) for n in range(N)]


def scene():
    items[:] = random.sample(MEMBERS, N)


def attempt(action, *arguments, **options):
    try:
        return action(*arguments, **options)
    except ValueError as error:
        assert str(error) == "list modified during sort", error
    except IndexError:
        pass


def sort(me):
    attempt(items.sort)
    attempt(items.sort, key=lambda item: -item.number)
    attempt(items.sort, reverse=True)


def read(me):
    found = list(items)
    assert all(type(item) is Slow for item in found)
    assert set(found) <= set(MEMBERS)
    assert len(found) in (0, N) and len(set(found)) == len(found)
    assert len(items) in (0, N) and len(items[:]) in (0, N)
    ordered = sorted(items)
    assert [item.number for item in ordered] in ([], list(range(N)))
    first = attempt(items.__getitem__, 0)
    assert first is None or first in MEMBERS
    assert attempt(items.__getitem__, -1) in (None, *MEMBERS)
    for item in items:
        assert type(item) is Slow
    items == found


def change(me):
    """Whoever changes a list that is being sorted makes the sort fail, and loses what it put in."""
    items.append(MEMBERS[0])
    attempt(items.pop)
    items.insert(1, MEMBERS[1])
    attempt(items.pop, 1)
    items.reverse()
    if len(items) != N:
        items[:] = MEMBERS


def read_changed(me):
    assert all(type(item) is Slow for item in items)
    assert all(type(item) is Slow for item in sorted(items))


def whole():
    assert sorted(item.number for item in items) == list(range(N))


hammer(sort, read, before=scene, after=whole, seconds=SECONDS / 2)
hammer(sort, change, read_changed, read_changed, before=scene, seconds=SECONDS / 2)
print("ok")  # expect: ok
