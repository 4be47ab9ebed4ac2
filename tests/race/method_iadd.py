"""Adding in a method: the callee polls before its load, the caller after the store."""
# loses under: any 3.9 off
# keeps under: 3.10 3.14
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4


class Counter:
    def __init__(self):
        self.count = 0

    def increment(self, n):
        self.count += n


c = Counter()


def work():
    for _ in range(N):
        c.increment(1)


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if c.count == THREADS * N else "lost")
