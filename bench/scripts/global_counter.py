"""Benchmark: a loop that counts in a global variable."""
import time

counter = 0


def work(n):
    global counter
    for _ in range(n):
        counter += 1


start = time.perf_counter()
work(5_000_000)
print(time.perf_counter() - start)
