"""Adding to a dict's item."""
# loses under: any 3.9 off
# keeps under: 3.10 3.14
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4
d = {"k": 0}


def work():
    for _ in range(N):
        d['k'] += 1


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if d["k"] == THREADS * N else "lost")
