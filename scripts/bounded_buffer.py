"""A buffer with room for a few items: producers wait while it is full, consumers while it is empty.

Watch
    One lock guards the buffer, and two conditions use that lock: "not full" and "not empty". wait()
    gives the lock up while the thread sleeps and has it again when it returns, so what was true
    before the wait must be looked at again after it: that is why wait() stands in a while loop.
    Nothing is lost and nothing comes twice, and the buffer never holds more than it has room for.

Try
    gilt --gil on scripts/bounded_buffer.py
    gilt --gil off scripts/bounded_buffer.py
    gilt --gil off scripts/bounded_buffer.py 20000 1     room for one item: a wait for nearly each
    gilt --stats scripts/bounded_buffer.py               how often the threads had to wait
    Change "while" to "if" in put() and get(): the buffer gets too full, or pop() finds it empty.
    Leave out a notify(): the threads wait for each other for ever.
"""
import sys
import threading

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
ROOM = int(sys.argv[2]) if len(sys.argv) > 2 else 5
PRODUCERS = CONSUMERS = 2
DONE = object()


class BoundedBuffer:
    def __init__(self, room):
        self.room = room
        self.items = []
        self.fullest = 0
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.room:
                self.not_full.wait()
            self.items.append(item)
            self.fullest = max(self.fullest, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


def produce(buffer, me):
    for n in range(ITEMS):
        buffer.put(me * ITEMS + n)


def consume(buffer, got):
    while (item := buffer.get()) is not DONE:
        got.append(item)


buffer = BoundedBuffer(ROOM)
baskets = [[] for _ in range(CONSUMERS)]
producers = [threading.Thread(target=produce, args=(buffer, i)) for i in range(PRODUCERS)]
consumers = [threading.Thread(target=consume, args=(buffer, basket)) for basket in baskets]
for t in producers + consumers:
    t.start()
for t in producers:
    t.join()
for _ in consumers:  # one for each: after it, a consumer goes home
    buffer.put(DONE)
for t in consumers:
    t.join()

received = sorted(item for basket in baskets for item in basket)
print(f"{PRODUCERS} producers put {PRODUCERS * ITEMS:,} items, {CONSUMERS} consumers got {len(received):,}")
print("each item exactly once:", received == list(range(PRODUCERS * ITEMS)))
print("the buffer never held more than it had room for:", buffer.fullest <= ROOM)

# argv: 2000
# modes: on off 3.9 3.10 3.14 3.14t atomic
# expect: 2 producers put 4,000 items, 2 consumers got 4,000
# expect: each item exactly once: True
# expect: the buffer never held more than it had room for: True
