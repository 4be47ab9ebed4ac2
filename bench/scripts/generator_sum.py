"""Benchmark: sum over a generator expression with powers."""
import time

start = time.perf_counter()
sum(i**2 for i in range(2_000_000))
print(time.perf_counter() - start)
