# needs-python: 3.14
# The heaps of 3.14 with the largest item in front.
import heapq
import random

heap = []
for x in [5, 1, 4, 1, 3]:
    heapq.heappush_max(heap, x)
print(heap[0], heapq.heappop_max(heap), heapq.heappushpop_max(heap, 0))  # expect: 5 5 4
print(heapq.heapreplace_max(heap, 9), heap[0])  # expect: 3 9
r = random.Random(7)
for n in range(40):
    items = [r.randrange(50) for _ in range(n)]
    heap = items[:]
    heapq.heapify_max(heap)
    assert [heapq.heappop_max(heap) for _ in range(n)] == sorted(items, reverse=True)
try:
    heapq.heappop_max([])
except IndexError as e:
    print(e)  # expect: index out of range
