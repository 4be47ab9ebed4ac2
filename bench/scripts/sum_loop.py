"""Benchmark: a loop that adds in local variables."""
import time


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


start = time.perf_counter()
work(5_000_000)
print(time.perf_counter() - start)
