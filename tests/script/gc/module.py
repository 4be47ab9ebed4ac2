"""The gc module's functions."""
import gc

print(gc.isenabled())  # expect: True
gc.disable()
print(gc.isenabled())  # expect: False
gc.enable()
print(len(gc.get_threshold()), len(gc.get_count()), len(gc.get_stats()))  # expect: 3 3 3
print(sorted(gc.get_stats()[2]))  # expect: ['collected', 'collections', 'uncollectable']
gc.set_threshold(500, 5)
print(gc.get_threshold()[:2])  # expect: (500, 5)
print(gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked(1), gc.is_tracked("a"))
# expect match: True (True|False) False False

x = [1, [2]]
print(any(o is x for o in gc.get_objects()))  # expect: True
print(x[1] in gc.get_referents(x))  # expect: True
print(any(o is x for o in gc.get_referrers(x[1])))  # expect: True


def callback(phase, info):
    print(phase, info["generation"], info["uncollectable"])


gc.callbacks.append(callback)
gc.collect()
# expect: start 2 0
# expect: stop 2 0
gc.callbacks.remove(callback)

before = gc.get_freeze_count()
gc.freeze()
print(gc.get_freeze_count() > before)  # expect: True
gc.unfreeze()
print(gc.get_freeze_count())  # expect: 0

gc.set_debug(gc.DEBUG_SAVEALL)
cycle = ["saved"]
cycle.append(cycle)
del cycle
gc.collect()
print(any(o[0] == "saved" for o in gc.garbage if isinstance(o, list)))  # expect: True
gc.set_debug(0)
gc.garbage.clear()

for wrong in (lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.get_objects(7)):
    try:
        wrong()
    except ValueError as e:
        print("ValueError:", e)
# expect: ValueError: invalid generation
# expect: ValueError: invalid generation
# expect: ValueError: generation parameter must be less than the number of available generations (3)
