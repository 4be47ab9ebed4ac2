"""Five threads count in one object, through a method.

Watch
    The counter's method hides the addition, but not the race: "self.count += offset" still loads,
    adds and stores. Which switches can fall into that gap depends on the Python version: CPython
    3.10 and later look for a switch request when a function is entered, before the load, and at
    the end of the loop, after the store. So they lose nothing here, and nobody promised it.

Try
    gilt --gil on scripts/counter_class_race.py
    gilt --gil off scripts/counter_class_race.py
    gilt --gil on --python 3.9 scripts/counter_class_race.py
    gilt --gil on --python 3.14 scripts/counter_class_race.py
    gilt dis --python 3.14 scripts/counter_class_race.py
"""
import sys
import threading

INCREMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
THREADS = 5


class Counter:
    def __init__(self):
        self.count = 0

    def increment(self, offset):
        self.count += offset


def worker(how_many, counter):
    for _ in range(how_many):
        counter.increment(1)


counter = Counter()
threads = [threading.Thread(target=worker, args=(INCREMENTS, counter)) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()

expected = THREADS * INCREMENTS
print(f"counted {counter.count:,} of {expected:,}: {expected - counter.count:,} updates lost")

# argv: 50000
# expect match: counted [0-9,]+ of 250,000: [0-9,]+ updates lost
