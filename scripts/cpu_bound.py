"""The same computation twice: one after the other, and in two threads.

Watch
    The speed-up. With the GIL, two threads that only compute take turns and gain nothing. Without
    it they run on two processors and take about half the time.

Try
    gilt --gil on scripts/cpu_bound.py
    gilt --gil off scripts/cpu_bound.py
    gilt --gil off scripts/cpu_bound.py 30000000               more work
    gilt --gil off --refcount atomic scripts/cpu_bound.py      what atomic counts cost
"""
import sys
import threading
import time

ADDITIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000


def work():
    total = 0
    for i in range(ADDITIONS):
        total += i
    return total


start = time.perf_counter()
work()
work()
sequential = time.perf_counter() - start

start = time.perf_counter()
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
threaded = time.perf_counter() - start

print(f"one after the other: {sequential:.2f} s")
print(f"in two threads:      {threaded:.2f} s, {sequential / threaded:.2f} times as fast")

# argv: 100000
# expect match: one after the other: [0-9.]+ s
# expect match: in two threads:      [0-9.]+ s, [0-9.]+ times as fast
