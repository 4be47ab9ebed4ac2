# SimpleQueue between threads: every item comes once, and who waits is woken.
import queue
import threading
import time

THREADS, N = 4, 5000
q = queue.SimpleQueue()
received = [[] for _ in range(THREADS)]


def produce(k):
    for i in range(N):
        q.put((k, i))


def consume(mine):
    while (item := q.get()) is not None:
        mine.append(item)


consumers = [threading.Thread(target=consume, args=(mine,)) for mine in received]
producers = [threading.Thread(target=produce, args=(k,)) for k in range(THREADS)]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()
print(sorted(x for mine in received for x in mine) == [(k, i) for k in range(THREADS) for i in range(N)])
# expect: True
print(q.qsize(), q.empty())  # expect: 0 True

# A get() that waits: woken by put(), or ended by its timeout.
there, back = queue.SimpleQueue(), queue.SimpleQueue()


def answer():
    while (x := there.get()) is not None:
        back.put(x + 1)


t = threading.Thread(target=answer)
t.start()
x = 0
for _ in range(500):
    there.put(x)
    x = back.get(timeout=60)
print(x)  # expect: 500
there.put(None)
t.join()
start = time.monotonic()
try:
    back.get(timeout=0.05)
except queue.Empty:
    print(time.monotonic() - start >= 0.05)  # expect: True

# Many wait for few: exactly as many are served as there are items.
q = queue.SimpleQueue()
served = queue.SimpleQueue()
waiters = [threading.Thread(target=lambda: served.put(q.get())) for _ in range(20)]
for t in waiters:
    t.start()
for i in range(20):
    q.put(i)
for t in waiters:
    t.join()
print(sorted(served.get() for _ in range(20)) == list(range(20)), served.empty())  # expect: True True
