# A deque between threads: every operation at either end happens whole, and nothing is lost or doubled.
from collections import deque, defaultdict
import threading

THREADS, N = 4, 3000
shared = deque()
taken = [[] for _ in range(THREADS)]


def put_and_take(k):
    left = k % 2 == 0
    for i in range(N):
        if left:
            shared.appendleft((k, i))
        else:
            shared.append((k, i))
        if i % 3 == 0:
            shared.rotate(i % 5 - 2)
        try:
            taken[k].append(shared.pop() if left else shared.popleft())
        except IndexError:
            assert False, "there is always one: this thread has put it, or taken its"


def look():
    while not done:
        seen = list_of(shared)
        assert all(len(pair) == 2 for pair in seen)
        len(shared), bool(shared), shared.copy(), repr(shared), (0, 0) in list_of(shared)


def list_of(items):
    while True:
        try:
            return list(items)
        except RuntimeError as e:
            assert str(e) == "deque mutated during iteration"


done = False
threads = [threading.Thread(target=put_and_take, args=(k,)) for k in range(THREADS)]
observer = threading.Thread(target=look)
for t in [observer, *threads]:
    t.start()
for t in threads:
    t.join()
done = True
observer.join()
everything = sorted(pair for part in taken for pair in part)
print(everything == [(k, i) for k in range(THREADS) for i in range(N)], len(shared))  # expect: True 0

# A bound holds for all of them.
window = deque(maxlen=10)


def fill(k):
    for i in range(N):
        window.append(i)
        window.appendleft(i)
        assert len(window) <= 10


threads = [threading.Thread(target=fill, args=(k,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(window), window.maxlen)  # expect: 10 10

# Keys of their own in one defaultdict.
groups = defaultdict(list)


def group(k):
    for i in range(N):
        groups[k, i % 50].append(i)


threads = [threading.Thread(target=group, args=(k,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(groups), sum(map(len, groups.values())))  # expect: 200 12000
