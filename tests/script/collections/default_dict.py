# collections.defaultdict.
from collections import defaultdict


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


groups = defaultdict(list)
for word in "the quick brown fox jumps over the lazy dog".split():
    groups[len(word)].append(word)
print(groups)
# expect: defaultdict(<class 'list'>, {3: ['the', 'fox', 'the', 'dog'], 5: ['quick', 'brown', 'jumps'], 4: ['over', 'lazy']})
print(groups[99], 99 in groups, groups.get(100), 100 in groups)  # expect: [] True None False
counts = defaultdict(int, {"a": 1}, b=2)
counts["a"] += 1
counts["c"] += 1
print(counts, dict(counts), counts == {"a": 2, "b": 2, "c": 1}, len(counts))
# expect: defaultdict(<class 'int'>, {'a': 2, 'b': 2, 'c': 1}) {'a': 2, 'b': 2, 'c': 1} True 3
print(counts.copy(), type(counts.copy()).__name__, counts.copy().default_factory)
# expect: defaultdict(<class 'int'>, {'a': 2, 'b': 2, 'c': 1}) defaultdict <class 'int'>
print(counts | {"z": 1}, {"z": 1} | counts)
# expect: defaultdict(<class 'int'>, {'a': 2, 'b': 2, 'c': 1, 'z': 1}) defaultdict(<class 'int'>, {'z': 1, 'a': 2, 'b': 2, 'c': 1})
counts |= {"y": 3}
print(counts)  # expect: defaultdict(<class 'int'>, {'a': 2, 'b': 2, 'c': 1, 'y': 3})
print(defaultdict(), defaultdict(None, {1: 2}), defaultdict(default_factory=list))
# expect: defaultdict(None, {}) defaultdict(None, {1: 2}) defaultdict(None, {'default_factory': <class 'list'>})
print(counts.__reduce__()[:4])
# expect: (<class 'collections.defaultdict'>, (<class 'int'>,), None, None)
counts.default_factory = None
error(lambda: counts["new"])  # expect: KeyError: 'new'
counts.default_factory = lambda: "made"
print(counts["new"], counts.pop("new"), counts.setdefault("s", 5))  # expect: made made 5
error(defaultdict, 3)  # expect: TypeError: first argument must be callable or None
error(defaultdict, list, 1)  # expect: TypeError: 'int' object is not iterable
error(defaultdict, list, {}, {})  # expect: TypeError: dict expected at most 1 argument, got 2
error(lambda: defaultdict(lambda: 1 / 0)["k"])  # expect: ZeroDivisionError: division by zero
error(lambda: defaultdict(list)[[]] if False else defaultdict(list).__missing__(1))
# expect: no error: []


class Doubling(defaultdict):
    def __missing__(self, key):
        return key * 2


print(Doubling()[21], Doubling(), len(Doubling()))  # expect: 42 Doubling(None, {}) 0
tree = defaultdict(lambda: defaultdict(int))
tree["x"]["y"] += 1
print(tree["x"]["y"], list(tree), dict(tree["x"]))  # expect: 1 ['x'] {'y': 1}
own = defaultdict(None)
own.default_factory = own.get
print(repr(own)[:60].split(" object")[0])
# expect: defaultdict(<built-in method get of collections.defaultdict 
