# One itertools.count for all threads gives each number once. So does any iterator under a lock.
# modes: on off atomic
import itertools
import threading

from _hammer import SECONDS, THREADS, race, rounds

STEPS = 400


def take(iterator, times):
    return [next(iterator) for _ in range(times)]


def each_once(iterator, numbers):
    found = sum(race(lambda me: take(iterator, STEPS)), [])
    assert sorted(found) == list(itertools.islice(numbers, THREADS * STEPS)), len(set(found))


for _ in rounds(SECONDS / 3):
    each_once(itertools.count(), iter(range(10**9)))
    each_once(itertools.count(5, 3), iter(range(5, 10**9, 3)))
    each_once(itertools.count(2**62 - 99), itertools.count(2**62 - 99))  # into big ints on the way
    each_once(itertools.count(2**70), itertools.count(2**70))


class Lock:
    """An iterator made exact by a lock, as the documentation of itertools has it."""

    def __init__(self, iterator):
        self.lock = threading.Lock()
        self.iterator = iterator

    def __next__(self):
        with self.lock:
            return next(self.iterator)


for _ in rounds(SECONDS / 3):
    each_once(Lock(iter(range(THREADS * STEPS))), iter(range(10**9)))
    each_once(Lock(iter(list(range(THREADS * STEPS)))), iter(range(10**9)))
    each_once(Lock(itertools.chain(range(50), range(50, THREADS * STEPS))), iter(range(10**9)))
    each_once(Lock(n for n in range(THREADS * STEPS)), iter(range(10**9)))

# Halves of a tee, one for each thread: each gets all there is, in order.
for _ in rounds(SECONDS / 3):
    halves = itertools.tee(iter(range(500)), THREADS)

    def follow(me):
        found = []
        for _ in range(500):
            try:
                found.append(next(halves[me]))
            except StopIteration:
                break
            except RuntimeError as error:  # two halves want the next new item at once
                assert str(error) == "cannot re-enter the tee iterator"
                continue
        return found

    for found in race(follow):
        assert found == sorted(found) and set(found) <= set(range(500))
print("ok")  # expect: ok
