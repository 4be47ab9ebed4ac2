# Interned names, hashes kept in strings and numbers, ids: one answer for all threads.
# modes: on off atomic
import sys

from _hammer import SECONDS, hammer, race, rounds


class Bag:
    pass


# All threads intern equal texts that nobody else has: they get one object.
for number in rounds(SECONDS / 2):
    parts = [f"name_{number}_{n}" for n in range(50)]
    found = race(lambda me: [sys.intern("".join(part)) for part in parts])
    for names in zip(*found):
        assert all(name is names[0] for name in names)

    def attributes(me):
        bag = Bag()
        for n, name in enumerate(parts):
            setattr(bag, name, n)
        return [getattr(bag, name) for name in parts]

    assert all(values == list(range(50)) for values in race(attributes))

# The hash of a fresh string is worked out by several threads at once.
texts = []


def fresh_texts():
    texts[:] = ["".join(("text", str(n), "ä" * (n % 3))) for n in range(200)]
    pairs[:] = [(n, str(n), (n, float(n))) for n in range(200)]
    sets[:] = [frozenset((n, str(n))) for n in range(200)]


pairs, sets = [], []


def hashes(me):
    for text in texts:
        assert hash(text) == hash(text[:2] + text[2:])
        assert {text: 1}[text] == 1
        assert len(text) == len(list(text)) and text[-1] in "0123456789ä"
        assert text.encode().decode() == text
    for pair in pairs:
        assert hash(pair) == hash((pair[0], str(pair[0]), (pair[0], float(pair[0]))))
    for members in sets:
        assert hash(members) == hash(frozenset(list(members)))


def ids(me):
    things = [object() for _ in range(20)]
    assert len({id(thing) for thing in things}) == 20
    assert [id(thing) for thing in things] == [id(thing) for thing in things]
    assert hash(things[0]) == hash(things[0])
    big = 10**30 + me
    assert hash(big) == hash(10**30 + me) and str(big).endswith(str(me))
    assert id(texts) == id(texts)


hammer(hashes, ids, hashes, hashes, before=fresh_texts, seconds=SECONDS / 2, round_time=0.05)
print("ok")  # expect: ok
