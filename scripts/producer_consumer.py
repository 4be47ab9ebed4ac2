"""Producers and consumers with a queue.Queue between them: no lock in sight, nothing lost.

Watch
    The queue is all that the threads share. put() waits when the queue is full, get() when it is
    empty, so neither side runs away from the other: however many items there are, never more than
    eight lie in the queue. task_done() tells the queue that an item has been dealt with, and join()
    waits until that is true of all of them; only then the main thread sends one None for each
    consumer, their sign to stop. Who consumes how much is different in every run; the sum is not.

Try
    gilt --gil on scripts/producer_consumer.py
    gilt --gil off scripts/producer_consumer.py
    gilt --gil off scripts/producer_consumer.py 200000    items of each producer
    gilt --gil on --stats scripts/producer_consumer.py    a thread that waits for the queue gives the GIL away
"""
import queue
import sys
import threading

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
PRODUCERS = CONSUMERS = 2
q = queue.Queue(maxsize=8)
longest = 0
consumed = {}


def produce(first):
    for number in range(first, PRODUCERS * ITEMS, PRODUCERS):
        q.put(number)


def consume(name):
    global longest
    count = total = 0
    while (number := q.get()) is not None:
        longest = max(longest, q.qsize())
        count += 1
        total += number
        q.task_done()
    consumed[name] = count, total


consumers = [threading.Thread(target=consume, args=(f"consumer {i}",)) for i in range(CONSUMERS)]
producers = [threading.Thread(target=produce, args=(i,)) for i in range(PRODUCERS)]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
q.join()
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()

for name in sorted(consumed):
    print(f"{name}: {consumed[name][0]:,} items")
print(f"together {sum(count for count, _ in consumed.values()):,}, as many as were produced,")
print(f"their sum is right: {sum(total for _, total in consumed.values()) == sum(range(PRODUCERS * ITEMS))}")
print(f"at most {longest} lay in the queue")

# argv: 3000
# modes: on off 3.9 3.14 atomic
# expect match: consumer 0: [0-9,]+ items
# expect match: consumer 1: [0-9,]+ items
# expect: together 6,000, as many as were produced,
# expect: their sum is right: True
# expect match: at most [0-8] lay in the queue
