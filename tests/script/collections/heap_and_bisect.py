# heapq and bisect.
import bisect
import heapq
import random


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


heap = []
for x in [5, 1, 4, 1, 3]:
    heapq.heappush(heap, x)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 9), heap)
# expect: [3, 5, 4, 9] 1 0 1 [3, 5, 4, 9]
print(list(heapq.merge([1, 3, 5], [0, 2, 4], [9])), list(heapq.merge([5, 3], [4, 1], reverse=True)))
# expect: [0, 1, 2, 3, 4, 5, 9] [5, 4, 3, 1]
print(list(heapq.merge(["a", "ccc"], ["bb"], [], key=len)), list(heapq.merge()))
# expect: ['a', 'bb', 'ccc'] []
print(heapq.nlargest(3, "banana"), heapq.nsmallest(2, [3, 1, 2], key=lambda x: -x), heapq.nlargest(0, [1]))
# expect: ['n', 'n', 'b'] [3, 2] []
jobs = [(2, "write"), (1, "think"), (3, "rest")]
heapq.heapify(jobs)
print([heapq.heappop(jobs)[1] for _ in range(3)])  # expect: ['think', 'write', 'rest']

r = random.Random(7)
for n in range(40):
    items = [r.randrange(50) for _ in range(n)]
    heap = items[:]
    heapq.heapify(heap)
    assert [heapq.heappop(heap) for _ in range(n)] == sorted(items)
    heap = []
    for x in items:
        heapq.heappush(heap, (x / 4, str(x)))
    assert [float(heapq.heappop(heap)[1]) for _ in range(n)] == sorted(items)
    for k in 0, 1, 2, 5, 50:
        assert heapq.nlargest(k, items) == sorted(items, reverse=True)[:k]
        assert heapq.nsmallest(k, iter(items)) == sorted(items)[:k]
        pairs = list(enumerate(items))
        by_value = lambda pair: pair[1]
        assert heapq.nlargest(k, iter(pairs), by_value) == sorted(pairs, key=by_value, reverse=True)[:k]
        assert heapq.nsmallest(k, iter(pairs), by_value) == sorted(pairs, key=by_value)[:k]
    ordered = []
    for x in items:
        bisect.insort(ordered, x)
    assert ordered == sorted(items)
    for x in range(-1, 52):
        assert bisect.bisect_left(ordered, x) == sum(y < x for y in ordered)
        assert bisect.bisect(tuple(ordered), x) == sum(y <= x for y in ordered)
print("heaps and places agree")  # expect: heaps and places agree

error(heapq.heappop, [])  # expect: IndexError: index out of range
error(heapq.heapreplace, [], 1)  # expect: IndexError: index out of range
error(heapq.heappush, [1], "a")
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
error(bisect.bisect, [1, 2], 1, -1)  # expect: ValueError: lo must be non-negative
error(bisect.bisect, [1], "a")
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(bisect.bisect_left([1, 2, 3], 2, hi=1), bisect.bisect_right([1, 2, 2, 3], 2, 1, 3))  # expect: 1 3
print(bisect.bisect([3, 2, 1], -2, key=lambda x: -x), bisect.bisect_left(range(0, 100, 10), 35))
# expect: 2 4
words = ["fig", "plum", "cherry"]
bisect.insort_left(words, "kiwi", key=len)
bisect.insort(words, "pear", key=len)
print(words)  # expect: ['fig', 'kiwi', 'plum', 'pear', 'cherry']


class Shrinking:
    def __lt__(self, other):
        heap.clear()
        return True


heap = [Shrinking(), Shrinking(), Shrinking()]
error(heapq.heapify, heap)  # expect: RuntimeError: list changed size during iteration
