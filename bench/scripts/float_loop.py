"""Benchmark: floating-point arithmetic in local variables."""
import time


def work(n):
    x = 0.5
    for _ in range(n):
        x = x * 3.7 * (1.0 - x)
    return x


start = time.perf_counter()
work(2_000_000)
print(time.perf_counter() - start)
