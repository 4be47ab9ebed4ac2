# Weak references by many threads: an object is handed out whole or not at all, each callback is
# called once, and a weak mapping is a safe cache.
import gc
import threading
import weakref

THREADS = 6
ROUNDS = 300


class Thing:
    def __init__(self, number):
        self.number = number
        self.check = -number


def run(target):
    threads = [threading.Thread(target=target, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# One thread replaces what is in the slot, others look through weak references.
class Shared:
    thing = Thing(0)
    ref = weakref.ref(thing)


faults = []


def replace_or_look(index):
    for i in range(ROUNDS):
        if index == 0:
            thing = Thing(i)
            Shared.ref = weakref.ref(thing)
            Shared.thing = thing
        else:
            thing = Shared.ref()
            if thing is not None and thing.number != -thing.check:
                faults.append(thing.number)


run(replace_or_look)
print(faults)  # expect: []

# Callbacks, each once, whoever drops the last reference.
called = []
note = called.append
things = [Thing(i) for i in range(THREADS * ROUNDS)]
references = [weakref.ref(thing, note) for thing in things]
run(lambda index: [things.pop() for _ in range(ROUNDS)] and None)
gc.collect()
print(len(called), len(set(map(id, called))))  # expect: 1800 1800

# References to one object come and go in all threads.
target = Thing(1)


def make_and_drop(index):
    for i in range(ROUNDS):
        plain, watched = weakref.ref(target), weakref.ref(target, note)
        if plain() is not target or watched() is not target:
            faults.append(i)


run(make_and_drop)
gc.collect()
# The plain reference is shared, so nothing is left once all have dropped it.
print(faults, weakref.getweakrefcount(target))  # expect: [] 0

# A cache: whatever it hands out is right.
cache = weakref.WeakValueDictionary()


def use_cache(index):
    for i in range(ROUNDS):
        key = i % 7
        thing = cache.get(key)
        if thing is None:
            thing = cache.setdefault(key, Thing(key))
        if thing.number != key or thing.check != -key:
            faults.append(key)
        if i % 50 == 0:
            gc.collect()


run(use_cache)
gc.collect()
print(faults, len(cache))  # expect: [] 0
