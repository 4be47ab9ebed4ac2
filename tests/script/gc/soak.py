# Cycles of every kind, made by two threads, one after the other collected: memory stays level.
# light: 100000
import sys
import threading

ALLOCATIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
THREADS = 2
# What a collector lets pile up before it looks, and an allocator keeps for threads that have ended, goes
# up and down by some 40 MB. Without collections, 2,000,000 allocations are 300 MB and more.
LEVEL = 96 * 1024


def resident():
    """Kilobytes of memory in use."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1])


def keeps_freed_memory():
    """Is this a build whose sanitizer holds on to freed memory for a while?"""
    with open("/proc/self/maps") as maps:
        return any("libasan" in line or "libtsan" in line for line in maps)


class Node:
    def __init__(self, other):
        self.other = other


def through_list():
    items = [[]]
    items[0].append(items)


def through_dict():
    table = {"inner": {}}
    table["inner"]["outer"] = table


def through_instances():
    node = Node(None)
    node.other = Node(node)


def through_closure():
    def inner():
        return inner


def through_generator():
    def run():
        yield me

    me = run()
    next(me)


KINDS = [through_list, through_dict, through_instances, through_closure, through_generator]


def make(count):
    # Each call makes two to four objects that only a collection can free.
    for i in range(count // 2):
        KINDS[i % len(KINDS)]()


def by_threads(count):
    threads = [threading.Thread(target=make, args=(count // THREADS,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


by_threads(ALLOCATIONS // 5)
before = resident()
by_threads(ALLOCATIONS)
grown = resident() - before
print(keeps_freed_memory() or grown < LEVEL or f"grown by {grown} kB")  # expect: True
