"""Benchmark: building and reading dicts, with int and str keys."""
import time


def work(n):
    by_number = {}
    for i in range(n):
        by_number[i] = i
    names = {str(i): i for i in range(n // 4)}
    return sum(by_number[i] for i in range(n)) + len(names)


start = time.perf_counter()
for _ in range(5):
    work(200_000)
print(time.perf_counter() - start)
