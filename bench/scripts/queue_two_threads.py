"""Benchmark: a bounded queue.Queue between two threads."""
import queue
import threading
import time

N = 60_000


def produce(q):
    for i in range(N):
        q.put(i)
    q.put(None)


def consume(q):
    while q.get() is not None:
        q.task_done()


start = time.perf_counter()
q = queue.Queue(maxsize=100)
threads = [threading.Thread(target=f, args=(q,)) for f in (produce, consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(time.perf_counter() - start)
