"""The counter race with a lock around the addition: nothing is lost, under any lock or model.

Watch
    The count is exact every time. The lock makes load, add and store one step for all who take it.
    It costs time: each addition takes and releases the lock, and the threads wait for each other.

Try
    gilt --gil on scripts/lock_fix.py
    gilt --gil off scripts/lock_fix.py
    gilt --gil off --refcount atomic scripts/lock_fix.py
    gilt --gil on --python 3.9 --stats scripts/lock_fix.py    how often the GIL changed hands
"""
import sys
import threading

INCREMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
THREADS = 2
counter = 0
lock = threading.Lock()


def increment(n):
    global counter
    for _ in range(n):
        with lock:
            counter += 1


threads = [threading.Thread(target=increment, args=(INCREMENTS,)) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()

expected = THREADS * INCREMENTS
print(f"counted {counter:,} of {expected:,}: {expected - counter:,} updates lost")

# argv: 50000
# modes: on off 3.9 3.10 3.14 3.14t atomic
# expect: counted 100,000 of 100,000: 0 updates lost
