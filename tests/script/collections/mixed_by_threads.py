# Threads do everything at once to one deque, one heap and one OrderedDict: nothing breaks.
from collections import Counter, OrderedDict, deque
import heapq
import random
import threading

THREADS, N = 4, 400


def run(function):
    threads = [threading.Thread(target=function, args=(k,)) for k in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


# A deque: what threads may see is an error that says that it changed.
d = deque(range(20), maxlen=50)
other = deque([1, 2, 3])
shared_iterator = iter(d)


def churn(k):
    r = random.Random(k)
    steps = [
        lambda: d.append(r.random()),
        lambda: d.appendleft(r.random()),
        d.pop,
        d.popleft,
        lambda: d.rotate(r.randrange(-9, 9)),
        lambda: d.extend([1, 2, 3]),
        lambda: d.extendleft(other),
        lambda: d.insert(5, r.random()),
        lambda: d.remove(2),
        lambda: d.index(3),
        lambda: d.count(1),
        d.reverse,
        d.copy,
        lambda: d + other,
        lambda: other + d,
        lambda: d * 2,
        lambda: d == other,
        lambda: d < other,
        lambda: repr(d),
        lambda: 7 in d,
        lambda: d[3],
        lambda: d.__setitem__(0, "text"),
        lambda: d.__delitem__(-1),
        lambda: list(d),
        lambda: list(reversed(d)),
        lambda: next(shared_iterator),
        lambda: len(d) + d.maxlen,
        lambda: d.__init__(range(20), 50),
        d.clear,
    ]
    for _ in range(N):
        try:
            r.choice(steps)()
        except (IndexError, RuntimeError, ValueError, StopIteration, TypeError):
            pass


run(churn)
print(len(d) <= 50, len(list(d)) == len(d), d.maxlen)  # expect: True True 50

# A heap: each push and each pop happens whole.
heap = []
popped = [[] for _ in range(THREADS)]


def push_and_pop(k):
    r = random.Random(k)
    for i in range(N):
        heapq.heappush(heap, (r.randrange(100), k, i))
        if i % 2:
            popped[k].append(heapq.heappop(heap))


run(push_and_pop)
rest = [heapq.heappop(heap) for _ in range(len(heap))]
print(rest == sorted(rest), len(rest), len({item[1:] for part in [*popped, rest] for item in part}))
# expect: True 800 1600

# An OrderedDict as a cache with a bound.
cache = OrderedDict()


def use(k):
    r = random.Random(k)
    for _ in range(N):
        key = r.randrange(40)
        cache[key] = k
        try:
            cache.move_to_end(key, last=r.random() < 0.9)
            if len(cache) > 20:
                cache.popitem(last=False)
        except KeyError:
            pass
        list(cache.keys()) if len(cache) > 100 else None


run(use)
print(len(cache) <= 20 + THREADS, len(list(cache)) == len(cache))  # expect: True True

# Counters of their own, added up.
counters = [Counter() for _ in range(THREADS)]


def count(k):
    for i in range(N):
        counters[k].update([i % 7, i % 5])


run(count)
print(sum(counters, Counter()).total())  # expect: 3200
