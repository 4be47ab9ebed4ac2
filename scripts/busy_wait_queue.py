"""A queue that is asked again and again, and one whose get() waits: what asking costs.

Watch
    Both queues hand over the same items, which come one every millisecond. The consumer of the first
    finds its queue empty, and asks again, and again: all of that is wasted, and takes a processor's
    time (with the GIL: the producer's). The consumer of the second calls get() once for each item and
    sleeps until it comes: no wasted call at all.

Try
    gilt --gil on scripts/busy_wait_queue.py
    gilt --gil off scripts/busy_wait_queue.py
    gilt --gil on --stats scripts/busy_wait_queue.py    how often the GIL changed hands for nothing
    time gilt --gil off scripts/busy_wait_queue.py 500  user time is what the polling burned
"""
from collections import deque
import queue
import sys
import threading
import time

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 100


class PolledQueue:
    """Its get() raises IndexError when there is nothing."""

    def __init__(self):
        self.items = deque()
        self.lock = threading.Lock()

    def put(self, item):
        with self.lock:
            self.items.append(item)

    def get(self):
        with self.lock:
            return self.items.popleft()


def consume(q):
    """Take all items; returns how many calls of get() brought nothing."""
    wasted = received = 0
    while received < ITEMS:
        try:
            q.get()
            received += 1
        except IndexError:
            wasted += 1
    return wasted


def measure(name, q):
    results = []
    consumer = threading.Thread(target=lambda: results.append(consume(q)))
    consumer.start()
    for item in range(ITEMS):
        time.sleep(0.001)
        q.put(item)
    consumer.join()
    print(f"{name}: {ITEMS} items, {results[0]:,} calls of get() for nothing")
    return results[0]


polled = measure("polling ", PolledQueue())
blocked = measure("blocking", queue.Queue())
print("waiting is better than asking:", blocked == 0 < polled)

# argv: 20
# expect match: polling : 20 items, [0-9,]+ calls of get\(\) for nothing
# expect: blocking: 20 items, 0 calls of get() for nothing
# expect: waiting is better than asking: True
