"""Getter and setter are Python functions: polls inside the window."""
# loses under: any 3.9 3.10 3.14 off
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4


class Counter:
    def __init__(self):
        self.count = 0

    @property
    def p(self):
        return self.count

    @p.setter
    def p(self, value):
        self.count = value


c = Counter()


def work():
    for _ in range(N):
        c.p += 1


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if c.count == THREADS * N else "lost")
