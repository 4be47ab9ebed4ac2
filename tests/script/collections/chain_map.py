# collections.ChainMap.
from collections import ChainMap
from collections.abc import MutableMapping


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c, c["a"], c["b"], len(c), list(c), "z" in c, c.get("z", 5), bool(ChainMap()))
# expect: ChainMap({'a': 1}, {'a': 2, 'b': 3}) 1 3 2 ['a', 'b'] False 5 False
print(c.new_child({"q": 1}), c.new_child(n=0), c.parents, dict(c), c == {"a": 1, "b": 3})
# expect: ChainMap({'q': 1}, {'a': 1}, {'a': 2, 'b': 3}) ChainMap({'n': 0}, {'a': 1}, {'a': 2, 'b': 3}) ChainMap({'a': 2, 'b': 3}) {'a': 1, 'b': 3} True
c["b"] = 9
print(c, c.maps)
# expect: ChainMap({'a': 1, 'b': 9}, {'a': 2, 'b': 3}) [{'a': 1, 'b': 9}, {'a': 2, 'b': 3}]
del c["b"]
print(c["b"], c.pop("a"), c.copy(), isinstance(c, MutableMapping))
# expect: 3 1 ChainMap({}, {'a': 2, 'b': 3}) True
print(c | {"w": 1}, {"w": 1} | c, ChainMap.fromkeys("xy", 0))
# expect: ChainMap({'w': 1}, {'a': 2, 'b': 3}) ChainMap({'w': 1, 'a': 2, 'b': 3}) ChainMap({'x': 0, 'y': 0})
c |= {"new": 1}
print(c.popitem(), c.setdefault("b", 7), list(c.items()))  # expect: ('new', 1) 3 [('a', 2), ('b', 3)]
error(c.__delitem__, "a")  # expect: KeyError: "Key not found in the first mapping: 'a'"
error(c.pop, "a")  # expect: KeyError: "Key not found in the first mapping: 'a'"
error(c.popitem)  # expect: KeyError: 'No keys found in the first mapping.'
error(lambda: c["nowhere"])  # expect: KeyError: 'nowhere'
c["x"] = 1
c.clear()
print(c)  # expect: ChainMap({}, {'a': 2, 'b': 3})
