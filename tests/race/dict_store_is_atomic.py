"""Stores of different keys from several threads are all kept."""
# keeps under: any 3.9 3.14 biased atomic
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
THREADS = 4
d = {}


def work():
    me = threading.get_ident()
    for i in range(N):
        d[me, i] = i


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if len(d) == THREADS * N else "lost")
