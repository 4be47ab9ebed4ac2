# Mappings and sets that do not keep their keys, values, items alive; finalize.
import copy
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name}>"


a, b, c, other = Thing("a"), Thing("b"), Thing("c"), Thing("other")

values = weakref.WeakValueDictionary({"a": a}, b=b)
values["c"] = c
print(len(values), list(values.items()))  # expect: 3 [('a', <a>), ('b', <b>), ('c', <c>)]
del b
gc.collect()
print(list(values), "b" in values, values.get("b", 7))  # expect: ['a', 'c'] False 7
try:
    values["b"]
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 'b'
b = Thing("new b")
assert values.setdefault("b", b) is b and values.setdefault("b", a) is b
assert values.pop("b") is b and values.pop("b", None) is None
assert (values | {"z": a})["z"] is a and ({"a": c} | values)["a"] is a
assert [r() for r in values.valuerefs()] == [a, c]
twin = copy.copy(values)
assert dict(twin) == dict(values) and twin == values
assert values.popitem() == ("c", c)
for key in values:  # an entry that goes meanwhile is no error
    del a
    gc.collect()
print(len(values), len(twin))  # expect: 0 1

a = Thing("a")
keys = weakref.WeakKeyDictionary()
keys[a], keys[b] = 1, 2
print(dict(keys), a in keys, 3 in keys)  # expect: {<a>: 1, <new b>: 2} True False
del b
gc.collect()
print(list(keys.items()), keys.get(c, "none"))  # expect: [(<a>, 1)] none
assert keys.setdefault(a, 5) == 1 and keys.pop(a) == 1 and not keys

items = weakref.WeakSet([a, c])
short = Thing("short")
items.add(short)
print(len(items), short in items)  # expect: 3 True
del short
gc.collect()
print(sorted(map(repr, items)))  # expect: ['<a>', '<c>']
assert items == weakref.WeakSet([c, a]) and items >= {a} and items.isdisjoint([other])
assert items - {a} == weakref.WeakSet([c]) and items & {a} == weakref.WeakSet([a])
assert items ^ {a} == weakref.WeakSet([c]) and items | [c] == items
items.discard(a)
try:
    items.remove(a)
except KeyError:
    print("not there")  # expect: not there
assert items.pop() is c
try:
    items.pop()
except KeyError as error:
    print(error)  # expect: 'pop from empty WeakSet'


# finalize
def said(*args, **kwargs):
    print("finalized", args, kwargs)
    return 5


target = Thing("target")
finalizer = weakref.finalize(target, said, 1, x=2)
print(finalizer.alive, finalizer.peek()[0] is target)  # expect: True True
del target
gc.collect()  # expect: finalized (1,) {'x': 2}
print(finalizer.alive, finalizer(), finalizer.peek())  # expect: False None None
target = Thing("target")
by_hand = weakref.finalize(target, said, "by hand")
print(by_hand(), by_hand())  # expect: finalized ('by hand',) {}
# expect: 5 None
detached = weakref.finalize(target, said, "never")
assert detached.detach()[2] == ("never",) and not detached.alive
weakref.finalize(target, said, "first made").atexit = True
weakref.finalize(target, said, "not at exit").atexit = False
weakref.finalize(target, said, "last made")
print("end")  # expect: end
# expect: finalized ('last made',) {}
# expect: finalized ('first made',) {}
