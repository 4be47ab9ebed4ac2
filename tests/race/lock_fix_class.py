"""The Counter class with a lock of its own."""
# keeps under: any 3.9 3.10 3.14 biased atomic
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
THREADS = 4


class Counter:
    def __init__(self):
        self.count = 0
        self.lock = threading.Lock()

    def increment(self, offset):
        with self.lock:
            self.count += offset


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
