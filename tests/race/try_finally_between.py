"""try/finally between load and store."""
# loses under: any 3.9 off
# keeps under: 3.10 3.14
# stress: 5000000
import sys
import threading

N = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
THREADS = 4
counter = 0


def work():
    global counter
    for _ in range(N):
        t = counter
        try:
            pass
        finally:
            pass
        counter = t + 1


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("exact" if counter == THREADS * N else "lost")
