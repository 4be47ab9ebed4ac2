"""Benchmark: building lists, by append and by comprehension."""
import time


def work(n):
    built = []
    for i in range(n):
        built.append(i)
    return len(built) + len([i * 2 for i in range(n)])


start = time.perf_counter()
for _ in range(5):
    work(400_000)
print(time.perf_counter() - start)
