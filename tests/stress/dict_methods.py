# Every operation of a dict at once on one dict. A key never meets the value of another.
# modes: on off atomic
from _hammer import THREADS, hammer

table = {}


class Key:
    """Equal by a Python method, so that the dict is left and entered in the middle of a search."""

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 4

    def __eq__(self, other):
        return isinstance(other, Key) and self.number == other.number


KEYS = [*range(12), *map(str, range(12)), *map(Key, range(6)), 2.5, (1, "a"), None]
NUMBER = {key: n for n, key in enumerate(KEYS)}


def value(key, me):
    return (NUMBER[key], me)


def scene():
    table.clear()
    table.update((key, value(key, 0)) for key in KEYS[::2])


def sane(pairs):
    for key, (number, who) in pairs:
        assert NUMBER[key] == number and 0 <= who < THREADS


def calm(action, *arguments):
    """Do what may find the key gone or the dict changed under it."""
    try:
        return action(*arguments)
    except KeyError:
        return None
    except RuntimeError as error:
        assert str(error) in (
            "dictionary changed size during iteration",
            "dictionary keys changed during iteration",
            "dict mutated during update",
        ), error
        return None


def write(me):
    for key in KEYS[me % 3 :: 3]:
        table[key] = value(key, me)
        assert table.setdefault(key, value(key, me))[0] == NUMBER[key]
        found = table.get(key)
        assert found is None or found[0] == NUMBER[key]
    calm(table.update, {key: value(key, me) for key in KEYS[::4]})
    calm(table.update, [(key, value(key, me)) for key in KEYS[1::4]])
    calm(lambda: table.update(**{"3": value("3", me)}))
    calm(table.__ior__, {key: value(key, me) for key in KEYS[2::4]})


def grow(me):
    """Keys that come in masses and go again, so that the table is rebuilt under readers."""
    mine = [(me, n) for n in range(40)]
    for key in mine:
        NUMBER.setdefault(key, 1000)
        table[key] = (1000, me)
    for key in mine:
        table.pop(key, None)


def remove(me):
    for key in KEYS[me % 5 :: 5]:
        old = table.pop(key, None)
        assert old is None or old[0] == NUMBER[key]
        calm(table.__delitem__, KEYS[(NUMBER[key] + 1) % len(KEYS)])
    entry = calm(table.popitem)
    if entry is not None:
        sane([entry])


def renew(me):
    table.clear()
    calm(table.__init__, {key: value(key, me) for key in KEYS[:9]})
    calm(table.update, table)
    calm(table.update, table.copy())


def read(me):
    calm(lambda: sane(table.items()))
    calm(lambda: sane(list(table.items())))
    calm(lambda: sane((key, table[key]) for key in table))
    calm(lambda: sane((key, table[key]) for key in list(table)))
    calm(lambda: sane(dict(table).items()))
    calm(lambda: sane({**table}.items()))
    calm(lambda: sane(reversed(table.items())))
    calm(lambda: [NUMBER[key] for key in reversed(table)])
    calm(lambda: [number for number, _ in table.values()])
    sane(table.copy().items())
    calm(lambda: sane((table | {}).items()))
    calm(lambda: sane(({} | table).items()))
    calm(lambda: dict.fromkeys(table, 0))
    calm(lambda: sane(map(lambda key: (key, table[key]), table.keys())))


def ask(me):
    assert 0 <= len(table) <= len(NUMBER)
    for key in KEYS:
        assert (key in table) in (True, False)
        found = table.get(key, (NUMBER[key], me))
        assert found[0] == NUMBER[key]
        found = calm(table.__getitem__, key)
        assert found is None or found[0] == NUMBER[key]
    calm(lambda: table == dict(table))
    calm(lambda: table.keys() & set(KEYS[:5]))
    calm(lambda: table.keys() | {1})
    calm(lambda: table.keys() - {1})
    calm(lambda: table.keys() ^ {1})
    calm(lambda: table.keys() == set(KEYS))
    calm(lambda: table.items() & {(1, (1, me))})
    calm(lambda: (1, (1, me)) in table.items())
    calm(lambda: (1, me) in table.values())
    calm(lambda: table.keys().isdisjoint([99, 100]))
    calm(lambda: sorted(table, key=str))
    text = calm(repr, table)
    assert text is None or text[0] == "{" and text[-1] == "}"


def after():
    sane(table.items())
    assert len(table) == len(list(table)) == len(table.keys()) == len(table.values())
    assert all(key in table for key in table)


hammer(write, remove, read, ask, grow, write, renew, read, before=scene, after=after)
print("ok")  # expect: ok
