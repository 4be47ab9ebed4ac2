"""Lists as priority queues.

In a heap every item is no larger than the items at 2*i + 1 and 2*i + 2, so that the smallest stands at
the front (in the heaps of the functions that end in _max: no smaller, and the largest). Pushing and
popping are native (_heapq); what works on whole iterables is here.
"""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace
from _heapq import heapify_max, heappop_max, heappush_max, heappushpop_max, heapreplace_max

__all__ = [
    "heapify",
    "heapify_max",
    "heappop",
    "heappop_max",
    "heappush",
    "heappush_max",
    "heappushpop",
    "heappushpop_max",
    "heapreplace",
    "heapreplace_max",
    "merge",
    "nlargest",
    "nsmallest",
]


def merge(*iterables, key=None, reverse=False):
    """Merge sorted iterables into one sorted iterator, without reading more than it yields.

    >>> list(merge([1, 3, 5, 7], [0, 2, 4, 8], [5, 10, 15, 20], [], [25]))
    [0, 1, 2, 3, 4, 5, 5, 7, 8, 10, 15, 20, 25]
    """
    if reverse:
        order, pop, replace, step = heapify_max, heappop_max, heapreplace_max, -1
    else:
        order, pop, replace, step = heapify, heappop, heapreplace, 1
    # Entries are [sort key, place of the iterable, item, its next()]: for equal keys the earlier
    # iterable comes first, and items are never compared.
    heap = []
    for number, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            heap.append([item if key is None else key(item), number * step, item, iterator.__next__])
            break
    order(heap)
    while len(heap) > 1:
        entry = heap[0]
        following = entry[3]
        try:
            while True:
                yield entry[2]
                entry[2] = item = following()
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
                if heap[0] is not entry:
                    entry = heap[0]
                    following = entry[3]
        except StopIteration:
            pop(heap)
    for entry in heap:  # one iterable is left: it needs no comparisons
        yield entry[2]
        yield from entry[3].__self__


def _best(n, iterable, key, reverse):
    """The first n items of sorted(iterable, key=key, reverse=reverse) through a heap of n entries."""
    if reverse:  # the worst of the best so far stands at the front
        order, replace, step = heapify, heapreplace, -1
    else:
        order, replace, step = heapify_max, heapreplace_max, 1
    iterator = iter(iterable)
    heap = []
    for number, item in zip(range(n), iterator):
        heap.append((item if key is None else key(item), number * step, item))
    if not heap:
        return []
    order(heap)
    worst = heap[0][0]
    number = n * step
    for item in iterator:
        value = item if key is None else key(item)
        if (worst < value) if reverse else (value < worst):
            replace(heap, (value, number, item))
            worst = heap[0][0]
            number += step
    heap.sort(reverse=reverse)
    return [item for _, _, item in heap]


def _select(n, iterable, key, reverse):
    if n == 1:
        nothing = object()
        choose = max if reverse else min
        best = choose(iterable, default=nothing, key=key)
        return [] if best is nothing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=reverse)[:n]
    return _best(n, iterable, key, reverse)


def nsmallest(n, iterable, key=None):
    """The n smallest items: sorted(iterable, key=key)[:n]."""
    return _select(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items: sorted(iterable, key=key, reverse=True)[:n]."""
    return _select(n, iterable, key, True)
