# Cycles through every kind of container made, changed and dropped while the collector runs, and weak
# references to what dies: each cycle is collected once, nothing that is in use is.
# modes: on off atomic
# needs-python: 3.13
import gc
import threading
import time
import weakref
from collections import OrderedDict, defaultdict, deque

from _hammer import hammer

made, gone = [], []
shared = {"list": [], "dict": {}, "set": set(), "deque": deque(maxlen=50)}


class Node:
    def __init__(self):
        self.link = None
        made.append(1)

    def __del__(self):
        gone.append(1)


class Slotted:
    __slots__ = ("link", "__weakref__")


def ring_of(me):
    """A cycle through one of each."""
    node, narrow = Node(), Slotted()
    items, table, members, ends = [node], {"k": node}, {node}, deque([node])
    groups, order = defaultdict(list, a=[node]), OrderedDict(a=node)

    def closure():
        return node

    def generator():
        yield node

    running = generator()
    next(running)
    narrow.link = (items, table, members, ends, groups, order, closure, running, node.__init__)
    node.link = narrow
    return node


def make(me):
    for _ in range(3):
        node = ring_of(me)
        assert node.link.link[0][0] is node and node.link.link[6]() is node
    assert node.link.link[1]["k"] is node
    node.link.link[0].append(node)
    node.link.link[1][me] = node


def share(me):
    """Into containers that all threads change."""
    node = ring_of(me)
    shared["list"].append(node)
    shared["dict"][me] = node
    shared["set"].add(node)
    shared["deque"].append(node)
    node.link.link[0].extend(shared["list"][:2])
    if len(shared["list"]) > 20:
        shared["list"].clear()
        shared["set"].clear()
    for held in shared["list"][:3]:
        assert type(held) is Node and type(held.link) is Slotted and held.link.link[0][0] is held


def collect(me):
    gc.collect()
    assert me or len(gc.get_objects()) > 0
    time.sleep(0.002)


def watch(me):
    """A weak reference gives the object whole, or nothing."""
    node = ring_of(me)
    heard = []
    reference = weakref.ref(node, heard.append)
    assert reference() is node and weakref.getweakrefcount(node) >= 1
    references.append(weakref.ref(node))
    table = weakref.WeakValueDictionary()
    table["k"] = node
    assert table["k"] is node
    keys = weakref.WeakKeyDictionary()
    keys[node] = me
    assert keys[node] == me and len(keys) == 1
    for other in references[-5:]:
        found = other()
        assert found is None or type(found) is Node and found.link.link[0][0] is found
    if len(references) > 50:
        del references[:]


references = []


def settled():
    """What only cycles hold is gone after a collection; what ended threads held, too."""
    for container in shared.values():
        container.clear()
    references.clear()
    end = time.monotonic() + 20
    while len(gone) < len(made) and time.monotonic() < end:
        gc.collect()
    assert len(gone) == len(made), (len(gone), len(made))
    made.clear()
    gone.clear()
    assert threading.active_count() == 1


hammer(make, share, collect, watch, share, make, watch, share, after=settled)
print("ok")  # expect: ok
