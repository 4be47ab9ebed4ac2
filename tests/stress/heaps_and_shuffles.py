# heapq, bisect and random on one list and one generator of numbers, while others change the list.
# modes: on off atomic
import bisect
import heapq
import random

from _hammer import SECONDS, THREADS, hammer

heap = []
numbers = random.Random(1)
pushed = [0] * THREADS
popped = [[] for _ in range(THREADS)]


def scene():
    heap.clear()
    for me in range(THREADS):
        pushed[me] = 0
        popped[me].clear()


def push_and_pop(me):
    for _ in range(10):
        heapq.heappush(heap, (pushed[me], me))
        pushed[me] += 1
    for _ in range(9):
        try:
            popped[me].append(heapq.heappop(heap))
        except IndexError:
            pass
    popped[me].append(heapq.heappushpop(heap, (pushed[me], me)))
    pushed[me] += 1


def nothing_lost():
    """Each call is one step for numbers and tuples of them: nothing is lost, the heap stays a heap."""
    seen = [*heap, *(item for part in popped for item in part)]
    assert len(seen) == sum(pushed), (len(seen), sum(pushed))
    for n in range(1, len(heap)):
        assert heap[(n - 1) // 2] <= heap[n]


def attempt(action, *arguments):
    try:
        return action(*arguments)
    except (IndexError, ValueError):
        return None
    except RuntimeError as error:
        assert "list changed size during iteration" in str(error), error


def disturb(me):
    for n in range(10):
        heap.append((n, me))
        heap.insert(0, (n, me))
        attempt(heap.pop)
        attempt(heap.pop, 0)
    if len(heap) > 300:
        heap.clear()
    heap.sort() if me == 0 else heap.reverse()


def use(me):
    found = (
        attempt(heapq.heappop, heap),
        attempt(heapq.heapreplace, heap, (5, me)),
        attempt(heapq.heappushpop, heap, (6, me)),
    )
    attempt(heapq.heappush, heap, (7, me))
    attempt(heapq.heapify, heap)
    assert all(item is None or len(item) == 2 for item in found)
    found = attempt(heapq.nlargest, 3, heap) or attempt(heapq.nsmallest, 3, heap) or []
    assert all(len(item) == 2 for item in found)
    for item in attempt(lambda: list(heapq.merge(heap, heap))) or []:
        assert len(item) == 2


def search(me):
    for find in (bisect.bisect_left, bisect.bisect_right):
        index = attempt(find, heap, (5, me))
        assert index is None or index >= 0
    attempt(bisect.insort, heap, (3, me))
    attempt(random.shuffle, heap)
    found = attempt(random.choice, heap)
    assert found is None or len(found) == 2
    assert len(attempt(random.sample, heap, 2) or (1, 2)) == 2


def draw(me):
    """One generator of random numbers for all."""
    for _ in range(20):
        assert 0 <= numbers.random() < 1
        assert 3 <= numbers.randint(3, 9) <= 9
        assert 0 <= numbers.getrandbits(70) < 2**70
        assert len(numbers.randbytes(5)) == 5
        assert -9 < numbers.gauss(0, 1) < 9
    if me == 0:
        numbers.seed(me)
        numbers.setstate(numbers.getstate())


hammer(push_and_pop, before=scene, after=nothing_lost, seconds=SECONDS / 2)
hammer(disturb, use, search, draw, use, before=scene, seconds=SECONDS / 2)
print("ok")  # expect: ok
