"""The cure of the deadlock: every thread takes the two locks in the same order.

Watch
    Whoever has lock_a is the only one that can want lock_b, so nobody ever waits for a thread that
    waits for it: a thousand rounds and more end, every time.

Try
    gilt scripts/deadlock_fixed.py
    gilt --gil off scripts/deadlock_fixed.py
    gilt --gil off --stats scripts/deadlock_fixed.py    how long they waited for each lock
"""
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
lock_a = threading.Lock()
lock_b = threading.Lock()
done = 0


def worker():
    global done
    for _ in range(ROUNDS):
        with lock_a:
            with lock_b:
                done += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(f"{done} rounds with both locks")

# expect: 2000 rounds with both locks
