"""Check, then act: two threads may both find the key missing."""
# keeps under: 3.10 3.14
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4
d = {}
total = [0]
lock = threading.Lock()


def work():
    made = 0
    for i in range(N):
        if i not in d:
            d[i] = 0
            made += 1
    with lock:
        total[0] += made * THREADS


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if total[0] == THREADS * N else "lost")
