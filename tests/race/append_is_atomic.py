"""list.append from several threads keeps every item."""
# keeps under: any 3.9 3.14 biased atomic
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4
items = []


def work():
    for i in range(N):
        items.append(i)


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if len(items) == THREADS * N else "lost")
