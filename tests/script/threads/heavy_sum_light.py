# Sums over a generator with powers, in four threads.
import threading

results = {}


def cpu_task(n):
    results[threading.current_thread().name] = sum(i**2 for i in range(n))


threads = [threading.Thread(target=cpu_task, args=(20_000 + i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for name in sorted(results):
    print(name, results[name])
# expect: Thread-1 (cpu_task) 2666466670000
# expect: Thread-2 (cpu_task) 2666866670000
# expect: Thread-3 (cpu_task) 2667266710001
# expect: Thread-4 (cpu_task) 2667666790005
