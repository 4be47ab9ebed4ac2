"""Benchmark: taking and releasing a lock that nobody else wants."""
import threading
import time


def work(n):
    lock = threading.Lock()
    count = 0
    for _ in range(n):
        with lock:
            count += 1
    return count


start = time.perf_counter()
work(1_000_000)
print(time.perf_counter() - start)
