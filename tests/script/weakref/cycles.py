# Weak references and the cycle collector: references to garbage forget it; callbacks are called if
# the reference is not garbage itself; what a finalizer brings back keeps its references.
import gc
import weakref

gc.disable()


class Node:
    pass


def cycle():
    node = Node()
    node.me = node
    return node


events = []
outside = weakref.ref(cycle(), lambda r: events.append(("callback", r() is None)))
plain = weakref.ref(cycle())
assert outside() is not None and plain() is not None
print(gc.collect() >= 2, outside(), plain(), events)  # expect: True None None [('callback', True)]

# The reference is part of the garbage: no callback.
node = cycle()
node.ref = weakref.ref(node, lambda r: events.append("never"))
del node
gc.collect()
print(events)  # expect: [('callback', True)]


class Phoenix:
    def __del__(self):
        saved.append(self)


saved = []
phoenix = Phoenix()
phoenix.me = phoenix
kept = weakref.ref(phoenix)
del phoenix
gc.collect()
print(len(saved), kept() is saved[0] or kept() is None)  # expect: 1 True
saved.clear()
gc.collect()
print(kept())  # expect: None

# A weak mapping of cycles empties.
mapping = weakref.WeakValueDictionary()
for i in range(100):
    node = cycle()
    mapping[i] = node
del node
gc.collect()
print(len(mapping))  # expect: 0
