# The CPU-bound task with less to do, so that sanitizers see it too.
import threading

results = []


def cpu_task(n):
    total = 0
    for i in range(n):
        total += i
    results.append(total)


cpu_task(100_000)
threads = [threading.Thread(target=cpu_task, args=(100_000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results == [sum(range(100_000))] * 5)  # expect: True
