"""Benchmark: ThreadPoolExecutor.map over calls that do next to nothing."""
from concurrent.futures import ThreadPoolExecutor
import time


def double(x):
    return x + x


def work(n):
    with ThreadPoolExecutor(max_workers=2) as pool:
        return sum(pool.map(double, range(n)))


start = time.perf_counter()
work(15_000)
print(time.perf_counter() - start)
