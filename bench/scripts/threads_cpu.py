"""Two CPU-bound threads against the same work one after the other: prints the speed-up."""
import threading
import time


def work():
    total = 0
    for i in range(10_000_000):
        total += i


def sequential():
    work()
    work()


def threaded():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


one_after_the_other = min(seconds(sequential) for _ in range(2))
both = min(seconds(threaded) for _ in range(2))
print(one_after_the_other / both)
