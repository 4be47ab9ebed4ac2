# What nobody promises: reading and writing back loses updates, and only that. Nothing is invented,
# torn or counted twice, and nothing crashes.
# modes: on off atomic
from _hammer import THREADS, hammer

total = 0
steps = [0] * THREADS
table = {"n": 0}
items = [0]
shared_list = []
LIMIT = 40


class Box:
    n = 0


class Narrow:
    __slots__ = ("n",)


box, narrow = Box(), Narrow()


def scene():
    global total
    total = 0
    table["n"] = items[0] = box.n = narrow.n = Box.n = 0
    steps[:] = [0] * THREADS
    shared_list.clear()


def count(me):
    global total
    steps[me] += 10
    for _ in range(10):
        total += 1
        table["n"] += 1
        items[0] += 1
        box.n += 1
        narrow.n += 1
        Box.n += 1


def check_then_act(me):
    if "rare" not in table:
        table["rare"] = me
    try:
        if "rare" in table:
            del table["rare"]
    except KeyError:
        pass
    if len(shared_list) < LIMIT:
        shared_list.append(me)
    try:
        if shared_list:
            shared_list.pop()
    except IndexError:
        pass
    table["text"] = table.get("text", "")[-9:] + "x"
    assert set(table["text"]) == {"x"}


def swap(me):
    """The items change places, unlocked: some may be doubled or lost, none is foreign."""
    numbers[me % 5], numbers[(me + 1) % 5] = numbers[(me + 1) % 5], numbers[me % 5]
    assert set(numbers) <= {10, 11, 12, 13, 14} and len(numbers) == 5


numbers = [10, 11, 12, 13, 14]


def at_most():
    most = sum(steps)
    for found in (total, table["n"], items[0], box.n, narrow.n, Box.n):
        assert type(found) is int and found <= most, (found, most)
    assert len(shared_list) <= LIMIT + THREADS


hammer(count, check_then_act, count, swap, before=scene, after=at_most)
print("ok")  # expect: ok
