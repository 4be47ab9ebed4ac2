"""How much more two threads get done than one: `threads_scaling.py PART` prints the throughput of two
threads over that of one, on objects of their own or on what both read."""
import sys
import threading
import time

ROUNDS = 300_000


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y

    def move(self, distance):
        self.x += distance


SCALE = 3
CONFIG = {"width": 80, "depth": 3, "name": "config"}


def scaled(value):
    return value * SCALE


# Objects of their own


def allocation():
    for i in range(ROUNDS):
        point = Point(i, i + 1)
        items = [i, point]
        pair = (i, items)


def attributes():
    point = Point(1, 2)
    for i in range(ROUNDS):
        point.x = point.y + i
        point.y = i


def method_calls():
    point = Point(1, 2)
    for _ in range(ROUNDS):
        point.move(1)
        point.norm()


def lists():
    items = []
    for i in range(ROUNDS):
        items.append(i)
        items[-1] = items[0]
        if len(items) > 1000:
            items.pop()
            items.clear()


def dicts():
    table = {}
    for i in range(ROUNDS):
        table[i & 255] = i
        table.get(i & 255)
        if i & 1023 == 0:
            table.pop(i & 255)


# What both read


def shared_function():
    for i in range(ROUNDS):
        scaled(i)


def shared_class():
    for i in range(ROUNDS):
        Point(i, i).norm()


def shared_globals():
    total = 0
    for _ in range(ROUNDS):
        total += SCALE


def shared_config():
    for _ in range(ROUNDS):
        CONFIG["width"]
        CONFIG["depth"]
        CONFIG["name"]


def seconds(work, count):
    threads = [threading.Thread(target=work) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


part = globals()[sys.argv[1]]
rounds = [(seconds(part, 1), seconds(part, 2)) for _ in range(7)]
one = min(pair[0] for pair in rounds)
two = min(pair[1] for pair in rounds)
print(2 * one / two)
