"""A thread pool over tasks that sleep and over tasks that compute.

Watch
    Four workers sleep four times as fast as one, with and without the GIL: who sleeps does not hold
    it. Tasks that compute are another matter: with the GIL four workers are no faster than one, since
    only one of them runs at any moment; without it they use as many processors as there are.
    The calls are the same in all four cases: submit, and result().

Try
    gilt --gil on scripts/thread_pool.py
    gilt --gil off scripts/thread_pool.py
    gilt --gil off scripts/thread_pool.py 2000000    more to compute
    gilt --gil on --stats scripts/thread_pool.py     what fighting for the GIL costs
"""
from concurrent.futures import ThreadPoolExecutor, as_completed
import sys
import threading
import time

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
TASKS = 8
workers_seen = set()


def sleep_task(number):
    workers_seen.add(threading.current_thread().name)
    time.sleep(0.05)
    return number


def compute_task(number):
    return sum(i * i for i in range(COUNT + number))


def measure(name, task, workers):
    start = time.perf_counter()
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix=f"{name}{workers}") as pool:
        futures = {pool.submit(task, number): number for number in range(TASKS)}
        results = {futures[future]: future.result() for future in as_completed(futures)}
    assert sorted(results) == list(range(TASKS))
    return time.perf_counter() - start


for name, task in ("sleeping", sleep_task), ("computing", compute_task):
    alone = measure(name, task, 1)
    together = measure(name, task, 4)
    print(f"{TASKS} tasks {name}: {alone:.2f} s with 1 worker, {together:.2f} s with 4, "
          f"{alone / together:.1f} times as fast")
print("workers that slept:", sorted(workers_seen))

# argv: 3000
# expect match: 8 tasks sleeping: [0-9.]+ s with 1 worker, [0-9.]+ s with 4, [0-9.]+ times as fast
# expect match: 8 tasks computing: [0-9.]+ s with 1 worker, [0-9.]+ s with 4, [0-9.]+ times as fast
# expect: workers that slept: ['sleeping1_0', 'sleeping4_0', 'sleeping4_1', 'sleeping4_2', 'sleeping4_3']
