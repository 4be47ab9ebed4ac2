# Keys and items that compare in Python, and change the container in the middle of a search.
# modes: on off atomic
from collections import deque

from _hammer import hammer

table, members, items, ring = {}, set(), [], deque()


class Key:
    """Equal to its like; a meddler takes things out and puts things in whenever it is asked."""

    def __init__(self, number, meddles=False):
        self.number = number
        self.meddles = meddles

    def __hash__(self):
        return self.number % 3

    def __eq__(self, other):
        if self.meddles:
            extra = Key(self.number + 100)
            table[extra] = extra.number
            members.add(extra)
            items.append(extra)
            ring.append(extra)
            table.pop(extra, None)
            members.discard(extra)
            if items:
                items.pop()
            if ring:
                ring.pop()
        return isinstance(other, Key) and self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


def scene():
    table.clear()
    members.clear()
    items.clear()
    ring.clear()
    for n in range(10):
        key = Key(n)
        table[key] = n
        members.add(key)
        items.append(key)
        ring.append(key)


def calm(action, *arguments):
    try:
        return action(*arguments)
    except (KeyError, IndexError, ValueError):
        return None
    except RuntimeError as error:
        assert "during" in str(error) or "mutated" in str(error), error


def search(me):
    for n in range(10):
        key = Key(n, meddles=n % 4 == me % 4)
        found = table.get(key)
        assert found in (None, n), (found, n)
        calm(lambda: key in table)
        calm(lambda: key in members)
        calm(lambda: key in items)
        calm(lambda: key in ring)
        calm(items.index, key)
        calm(items.count, key)
        calm(ring.count, key)
        calm(ring.index, key)


def change(me):
    for n in range(10):
        key = Key(n, meddles=n % 4 == me % 4)
        found = table.setdefault(key, n)
        assert found == n
        table[key] = n
        assert table.pop(key, n) == n
        table.update({Key(n): n})
        members.add(key)
        members.discard(key)
        members.add(Key(n))
        calm(items.remove, key)
        calm(ring.remove, key)
        items.append(Key(n))
        ring.append(Key(n))
        if len(items) > 100:
            del items[:]
            ring.clear()


def compare(me):
    calm(lambda: table == dict(table))
    calm(lambda: members == set(members))
    calm(lambda: items == list(items))
    calm(lambda: ring == deque(ring))
    calm(lambda: members | {Key(3, True)})
    calm(lambda: members & {Key(3, True), Key(4)})
    calm(lambda: members - {Key(3, True)})
    calm(lambda: members ^ {Key(3, True)})
    calm(members.update, [Key(1, True)])
    calm(items.sort)
    calm(sorted, items)
    calm(max, items)
    for key, value in calm(lambda: list(table.items())) or ():
        assert key.number == value


def after():
    for key, value in table.items():
        assert key.number == value
    numbers = [key.number for key in table]
    assert len(set(numbers)) == len(numbers) == len(table), numbers
    numbers = [key.number for key in members]
    assert len(set(numbers)) == len(numbers) == len(members), numbers


hammer(search, change, compare, search, before=scene, after=after)
print("ok")  # expect: ok
