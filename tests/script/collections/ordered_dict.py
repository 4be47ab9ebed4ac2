# needs-python: 3.12
# collections.OrderedDict: moving entries, taking them from both ends, equality by order.
from collections import OrderedDict
import random


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(list(o))  # expect: ['b', 'c', 'a']
o.move_to_end("c", last=False)
print(list(o), list(reversed(o)), list(reversed(o.items())))
# expect: ['c', 'b', 'a'] ['a', 'b', 'c'] [('a', 1), ('b', 2), ('c', 3)]
o["b"] = 20
print(list(o.items()))  # expect: [('c', 3), ('b', 20), ('a', 1)]
del o["b"]
o["b"] = 2
print(o.popitem(), o.popitem(last=False), list(o))  # expect: ('b', 2) ('c', 3) ['a']
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
# expect: False True
print(OrderedDict(a=1) != OrderedDict(a=1), OrderedDict(a=1, b=2) == OrderedDict(a=1, b=2))
# expect: False True
print(OrderedDict.fromkeys("cab"), OrderedDict())
# expect: OrderedDict({'c': None, 'a': None, 'b': None}) OrderedDict()
print((OrderedDict(a=1) | {"b": 2}).popitem(), type({"b": 2} | OrderedDict(a=1)).__name__)
# expect: ('b', 2) OrderedDict
o |= {"z": 26}
print(list(o.values()), o.copy() == o, type(o.copy()).__name__)  # expect: [1, 26] True OrderedDict
print(o.pop("z"), o.pop("zz", None), o.setdefault("q"), o.setdefault("q", 7))
# expect: 26 None None None
o.attribute = "kept"
print(o.attribute, len(o))  # expect: kept 2
error(o.move_to_end, "zz")  # expect: KeyError: 'zz'
error(o.pop, "zz")  # expect: KeyError: 'zz'
error(OrderedDict().popitem)  # expect: KeyError: 'dictionary is empty'
error(OrderedDict().popitem, last=False)  # expect: KeyError: 'dictionary is empty'


class Loud(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value + 100)


print(list(Loud(a=1).items()), list(Loud([("b", 2)]).values()))  # expect: [('a', 101)] [102]

# A cache that forgets what was used longest ago, against a list.
r = random.Random(3)
cache, model = OrderedDict(), []
for i in range(5000):
    key = r.randrange(100)
    if key in cache:
        cache.move_to_end(key)
        model.remove(key)
    else:
        cache[key] = i
    model.append(key)
    if len(cache) > 60:
        assert cache.popitem(last=False)[0] == model.pop(0)
    if i % 97 == 0:
        key = r.choice(model)
        cache.move_to_end(key, last=False)
        model.remove(key)
        model.insert(0, key)
    assert list(cache) == model
print("the cache agrees")  # expect: the cache agrees
