"""Benchmark: two threads that count under one lock."""
import threading
import time

N = 200_000
lock = threading.Lock()
counter = 0


def work():
    global counter
    for _ in range(N):
        with lock:
            counter += 1


start = time.perf_counter()
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(time.perf_counter() - start)
assert counter == 2 * N
