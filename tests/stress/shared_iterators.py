# One iterator for all threads: items may come twice or be skipped, but none is foreign.
# modes: on off atomic
# needs-python: 3.12
import itertools
from collections import deque

from _hammer import SECONDS, hammer, race, rounds

N = 300
ITEMS = [("item", n) for n in range(N)]
TABLE = {n: ("item", n) for n in range(N)}
ALLOWED = {*ITEMS, (0, 0), ("item", 0), *((0, n) for n in range(N))}  # zip_longest fills with 0

# Each makes an iterator over ITEMS, however it gets at them.
MAKERS = {
    "list": lambda: iter(list(ITEMS)),
    "tuple": lambda: iter(tuple(ITEMS)),
    "set": lambda: iter(set(ITEMS)),
    "deque": lambda: iter(deque(ITEMS)),
    "dict": lambda: iter(dict.fromkeys(ITEMS)),
    "values": lambda: iter(dict(TABLE).values()),
    "reversed list": lambda: reversed(list(ITEMS)),
    "reversed deque": lambda: reversed(deque(ITEMS)),
    "reversed dict": lambda: reversed(dict.fromkeys(ITEMS)),
    "reversed values": lambda: reversed(dict(TABLE).values()),
    "enumerate": lambda: (item for _, item in Locked(enumerate(list(ITEMS)))),
    "map": lambda: map(lambda item: item, list(ITEMS)),
    "map of two": lambda: map(lambda word, n: (word, n), itertools.repeat("item", N), range(N)),
    "filter": lambda: filter(None, list(ITEMS)),
    "zip": lambda: zip(itertools.repeat("item"), range(N)),
    "sequence": lambda: iter(Sequence()),
    "callable": lambda: iter(list(ITEMS).pop, ITEMS[0]),
    "chain": lambda: itertools.chain(ITEMS[:99], ITEMS[99:]),
    "chain of iterable": lambda: itertools.chain.from_iterable([ITEMS[:99], ITEMS[99:]]),
    "islice": lambda: itertools.islice(list(ITEMS), 2, N, 2),
    "cycle": lambda: itertools.islice(itertools.cycle(ITEMS[:9]), N),
    "repeat": lambda: itertools.repeat(ITEMS[0], N),
    "compress": lambda: itertools.compress(list(ITEMS), [1, 0] * N),
    "takewhile": lambda: itertools.takewhile(lambda item: item[1] < 200, list(ITEMS)),
    "dropwhile": lambda: itertools.dropwhile(lambda item: item[1] < 100, list(ITEMS)),
    "filterfalse": lambda: itertools.filterfalse(lambda item: item[1] % 2, list(ITEMS)),
    "starmap": lambda: itertools.starmap(lambda word, n: (word, n), list(ITEMS)),
    "zip_longest": lambda: itertools.zip_longest(["item"] * N, range(N), fillvalue=0),
    "product": lambda: itertools.product(["item"], range(N)),
    "tee": lambda: itertools.tee(list(ITEMS))[0],
    "pairwise": lambda: (pair[0] for pair in Locked(itertools.pairwise(ITEMS))),
}


class Locked:
    """Steps through another iterator, with nothing of its own in the way of the threads."""

    def __init__(self, iterator):
        self.iterator = iterator

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.iterator)


class Sequence:
    def __getitem__(self, index):
        return ITEMS[index]


def drain(iterator, limit):
    """Take items until it ends; with a limit, as some may never see the end."""
    found = []
    for _ in range(limit):
        try:
            found.append(next(iterator))
        except StopIteration:
            break
        except ValueError as error:
            assert str(error) == "generator already executing"
        except RuntimeError as error:
            assert str(error) == "cannot re-enter the tee iterator"
        except IndexError as error:  # iter(pop, sentinel) of one that missed the sentinel
            assert str(error) == "pop from empty list"
            break
    return found


for _ in rounds(SECONDS / 3):
    for name, make in MAKERS.items():
        shared = make()
        for found in race(lambda me: drain(shared, 3 * N)):
            assert ALLOWED.issuperset(found), (name, set(found) - ALLOWED)


# Pairs that belong together stay together: a shared iterator does not mix the halves of two items.
def pairs_of(iterator, check):
    def job(me):
        for pair in drain(iterator, 2000):
            assert check(pair), pair

    return job


for _ in rounds(SECONDS / 3):
    race(pairs_of(iter(TABLE.items()), lambda pair: TABLE[pair[0]] is pair[1]))
    race(pairs_of(reversed(TABLE.items()), lambda pair: TABLE[pair[0]] is pair[1]))
    race(pairs_of(enumerate(itertools.repeat("x", N)), lambda pair: pair[0] >= 0 and pair[1] == "x"))
    race(pairs_of(zip(range(N), range(N)), lambda pair: 0 <= pair[0] < N and 0 <= pair[1] < N))
    race(pairs_of(itertools.combinations(range(12), 3), lambda found: len(found) == 3))
    race(pairs_of(itertools.permutations(range(6), 3), lambda found: len(found) == 3))
    race(pairs_of(itertools.combinations_with_replacement("abcdef", 3), lambda f: len(f) == 3))
    race(pairs_of(itertools.accumulate([1] * N), lambda found: 0 < found <= 8 * N))
    race(pairs_of(itertools.batched(range(N), 5), lambda found: 0 < len(found) <= 5))
    race(pairs_of(itertools.pairwise(range(N)), lambda found: len(found) == 2))
    groups = itertools.groupby([n // 10 for n in range(N)])
    race(pairs_of(groups, lambda found: set(found[1]) <= set(range(N))))
    race(pairs_of(iter(range(10**20, 10**20 + N)), lambda n: n >= 10**20))
    race(pairs_of(iter("äb😀" * 50), "äb😀".__contains__))
    race(pairs_of(iter(b"abc" * 50), b"abc".__contains__))


# Iterators of things that change meanwhile.
items, table, members, ring = list(ITEMS), dict(TABLE), set(ITEMS), deque(ITEMS)
iterators = [iter(items), iter(table), iter(members), iter(ring), iter(table.items())]


def renew(me):
    iterators[:] = [iter(items), iter(table), iter(members), iter(ring), iter(table.items())]
    for iterator in list(iterators):
        iterator.__length_hint__()


def step(me):
    for iterator in list(iterators):
        try:
            for _ in range(10):
                next(iterator)
        except StopIteration:
            pass
        except RuntimeError as error:
            assert "during iteration" in str(error), error


def change(me):
    item = ITEMS[me]
    items.append(item)
    items.pop()
    table[-me] = item
    table.pop(-me, None)
    members.discard(item)
    members.add(item)
    ring.append(item)
    ring.popleft()


hammer(step, change, renew, step, change, step, seconds=SECONDS / 3)
print("ok")  # expect: ok
