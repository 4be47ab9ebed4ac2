"""Two threads add 1 to one counter, without a lock.

Watch
    How much is missing at the end. "counter += 1" is three steps (load, add, store), and an update
    is lost when the other thread stores between this thread's load and its store.

Try
    gilt --gil on scripts/counter_race.py                  one thread at a time, and still it loses
    gilt --gil off scripts/counter_race.py                 both at once: it loses much more
    gilt --gil on --python 3.9 scripts/counter_race.py     CPython 3.9 could switch here ...
    gilt --gil on --python 3.10 scripts/counter_race.py    ... 3.10 and later cannot, by luck
    gilt --gil on --switch-interval 0.0001 scripts/counter_race.py
    gilt dis --python 3.9 scripts/counter_race.py          where it may switch
    gilt scripts/lock_fix.py                               how to do it right
"""
import sys
import threading

INCREMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
THREADS = 2
counter = 0


def increment(n):
    global counter
    for _ in range(n):
        counter += 1


threads = [threading.Thread(target=increment, args=(INCREMENTS,)) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()

expected = THREADS * INCREMENTS
print(f"counted {counter:,} of {expected:,}: {expected - counter:,} updates lost")

# argv: 200000
# expect match: counted [0-9,]+ of 400,000: [0-9,]+ updates lost
