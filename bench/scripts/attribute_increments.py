"""Benchmark: a method that counts in an attribute."""
import time


class Counter:
    def __init__(self):
        self.count = 0

    def increment(self, offset):
        self.count += offset


def work(n):
    counter = Counter()
    for _ in range(n):
        counter.increment(1)
    return counter.count


start = time.perf_counter()
work(2_000_000)
print(time.perf_counter() - start)
