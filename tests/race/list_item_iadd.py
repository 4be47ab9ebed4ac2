"""Adding to a list's item."""
# loses under: any 3.9 off
# keeps under: 3.10 3.14
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4
l = [0]


def work():
    for _ in range(N):
        l[0] += 1


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if l[0] == THREADS * N else "lost")
