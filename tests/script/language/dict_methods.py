# dict: every method, views, unpacking, merging.
d = {"a": 1, "b": 2}
print(d["a"], d.get("x"), d.get("x", 0), "a" in d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()))
# expect: 1 None 0 True 2 ['a', 'b'] ['a', 'b'] [1, 2] [('a', 1), ('b', 2)]
d["c"] = 3
d.update({"a": 10}, z=26)
d.update([("p", 1), ("q", 2)])
print(d, d.pop("p"), d.pop("nope", None), d.setdefault("a", 5), d.setdefault("new", []), d)
# expect: {'a': 10, 'b': 2, 'c': 3, 'z': 26, 'q': 2, 'new': []} 1 None 10 [] {'a': 10, 'b': 2, 'c': 3, 'z': 26, 'q': 2, 'new': []}
print(d.popitem(), d.popitem(), d)
# expect: ('new', []) ('q', 2) {'a': 10, 'b': 2, 'c': 3, 'z': 26}
e = d.copy()
e.clear()
print(d, e, dict(a=1), dict([("k", "v")]), dict({"x": 1}, y=2), dict.fromkeys("ab", 0), dict.fromkeys([1]), {}, dict())
# expect: {'a': 10, 'b': 2, 'c': 3, 'z': 26} {} {'a': 1} {'k': 'v'} {'x': 1, 'y': 2} {'a': 0, 'b': 0} {1: None} {} {}
print({"a": 1} | {"b": 2, "a": 3}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {1: "x"} != {})
# expect: {'a': 3, 'b': 2} True True True
m = {"a": 1}
m |= {"b": 2}
m |= [("c", 3)]
print(m, {**m, "d": 4}, {v: k for k, v in m.items()}, list(reversed(m)), list(reversed(m.items())))
# expect: {'a': 1, 'b': 2, 'c': 3} {'a': 1, 'b': 2, 'c': 3, 'd': 4} {1: 'a', 2: 'b', 3: 'c'} ['c', 'b', 'a'] [('c', 3), ('b', 2), ('a', 1)]
keys, values, items = m.keys(), m.values(), m.items()
m["later"] = 9
print(keys, values, items, len(keys), "later" in keys, 9 in values, ("a", 1) in items)
# expect: dict_keys(['a', 'b', 'c', 'later']) dict_values([1, 2, 3, 9]) dict_items([('a', 1), ('b', 2), ('c', 3), ('later', 9)]) 4 True True True
print(sorted(keys & {"a", "zz"}), sorted(keys | ["n"]), sorted(keys - {"a"}), keys == set(m), keys.isdisjoint(["q"]), sorted({"a": 1}.items() ^ {"a": 2}.items()))
# expect: ['a'] ['a', 'b', 'c', 'later', 'n'] ['b', 'c', 'later'] True True [('a', 1), ('a', 2)]
print({1: "int", 1.0: "float", True: "bool"}, {None: 0, (1, 2): 1}[(1, 2)], {"nested": {"x": [1]}}["nested"]["x"][0])
# expect: {1: 'bool'} 1 1
count = {}
for ch in "mississippi":
    count[ch] = count.get(ch, 0) + 1
print(count, max(count, key=count.get), sorted(count.items(), key=lambda kv: (-kv[1], kv[0])), sum(count.values()))
# expect: {'m': 1, 'i': 4, 's': 4, 'p': 2} i [('i', 4), ('s', 4), ('p', 2), ('m', 1)] 11
groups = {}
for w in ["apple", "avocado", "bean", "cherry", "cat"]:
    groups.setdefault(w[0], []).append(w)
print(groups)  # expect: {'a': ['apple', 'avocado'], 'b': ['bean'], 'c': ['cherry', 'cat']}
m["self"] = m
print(len(repr(m)) < 200, "{...}" in repr(m))  # expect: True True
del m["self"], m["a"]
print(m, bool({}), [k for k in m], dict(enumerate("ab")), dict(zip([1, 2], "xy")))
# expect: {'b': 2, 'c': 3, 'later': 9} False ['b', 'c', 'later'] {0: 'a', 1: 'b'} {1: 'x', 2: 'y'}
for bad in (lambda: d["nope"], lambda: {}.popitem(), lambda: {}.pop("k"), lambda: dict(5), lambda: dict([(1, 2, 3)]), lambda: {} | 5, lambda: hash({}),
            lambda: {}.nope, lambda: d.get(), lambda: dict.fromkeys(5), lambda: {}.update(5), lambda: d.keys()[0], lambda: d.__delitem__("gone"), lambda: {} < {}):
    try:
        bad()
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
# expect: KeyError: 'nope'
# expect: KeyError: 'popitem(): dictionary is empty'
# expect: KeyError: 'k'
# expect: TypeError: 'int' object is not iterable
# expect: ValueError: dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError: unsupported operand type(s) for |: 'dict' and 'int'
# expect: TypeError: unhashable type: 'dict'
# expect: AttributeError: 'dict' object has no attribute 'nope'
# expect: TypeError: get expected at least 1 argument, got 0
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'dict_keys' object is not subscriptable
# expect: KeyError: 'gone'
# expect: TypeError: '<' not supported between instances of 'dict' and 'dict'


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v % 2

    def __eq__(self, other):
        return self.v == other.v


k = {Key(i): i for i in range(6)}
print([k[Key(i)] for i in range(6)], Key(9) in k, len(k))  # expect: [0, 1, 2, 3, 4, 5] False 6
