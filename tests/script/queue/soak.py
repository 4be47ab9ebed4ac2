# stress: 2000000
# Producers and consumers at a bounded queue: nothing is lost, nothing comes twice, and task_done() and
# join() end it.
import queue
import sys
import threading

PRODUCERS, CONSUMERS = 4, 4
ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000

q = queue.Queue(maxsize=64)
received = [[] for _ in range(CONSUMERS)]


def produce(first):
    for item in range(first, ITEMS, PRODUCERS):
        q.put(item)


def consume(mine):
    while (item := q.get()) is not None:
        mine.append(item)
        q.task_done()
    q.task_done()


consumers = [threading.Thread(target=consume, args=(mine,)) for mine in received]
producers = [threading.Thread(target=produce, args=(first,)) for first in range(PRODUCERS)]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
q.join()
print("joined with", q.qsize(), "items left and", q.unfinished_tasks, "unfinished")
# expect: joined with 0 items left and 0 unfinished
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()

# What one producer has put comes to each consumer in its order.
for mine in received:
    for first in range(PRODUCERS):
        of_one = [item for item in mine if item % PRODUCERS == first]
        assert of_one == sorted(of_one)
everything = sorted(item for mine in received for item in mine)
print(everything == list(range(ITEMS)))  # expect: True
