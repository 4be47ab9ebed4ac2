# Dicts under change: growing, deleting, re-inserting, iterating meanwhile, keys whose __eq__ interferes.
d = {}
for i in range(10000):
    d[i] = -i
for i in range(0, 10000, 2):
    del d[i]
print(len(d), d[9999], 0 in d, 1 in d, next(iter(d)), list(d)[-1], sum(d))
for i in range(0, 10000, 2):
    d[str(i)] = i
print(len(d), d["4242"], list(d)[-1], list(d)[4999], sum(1 for k in d if isinstance(k, str)))
while len(d) > 3:
    d.popitem()
print(d, len(d))
d.clear()
d["again"] = 1
print(d)
for _ in range(3):
    for i in range(100):
        d[i] = i
    for i in range(100):
        assert d.pop(i) == i
print(d, list(reversed(d)))

queue = {}
for i in range(5000):
    queue[i] = i
    if i >= 10:
        del queue[i - 10]
print(list(queue))

for change in (lambda m: m.update(z=1), lambda m: m.pop("a"), lambda m: m.clear(), lambda m: m.popitem()):
    m = {"a": 1, "b": 2}
    try:
        for k in m:
            change(m)
    except RuntimeError as e:
        print("RuntimeError:", e)
m = {"a": 1, "b": 2, "c": 3}
for k in m:
    m[k] += 10
print(m)
m = {"a": 1, "b": 2}
try:
    for k in m:
        del m[k]
        m[k + "x"] = 0
except RuntimeError as e:
    print("RuntimeError:", e)
it = iter({"a": 1}.items())
print(next(it), next(it, "end"), next(it, "end"))
it = iter(m)
m["more"] = 1
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print("RuntimeError:", e)
r = reversed({"a": 1, "b": 2}.values())
print(list(r), next(r, None), r.__length_hint__(), iter([1, 2]).__length_hint__())


class Same:
    def __init__(self, name, act=None):
        self.name, self.act = name, act

    def __hash__(self):
        return 7

    def __eq__(self, other):
        for side in (self, other):
            if side.act:
                side.act()
        return isinstance(other, Same) and self.name == other.name


table = {Same(i): i for i in range(5)}
print(table[Same(3)], Same(9) in table, table.get(Same(4)), len(table))
probe = Same(3, lambda: table.clear())
print(table.get(probe, "gone"), len(table))
table = {Same(i): i for i in range(5)}
probe = Same(2, lambda: table.setdefault(Same("new"), "new"))
print(table[probe], len(table))


def boom():
    raise ValueError("no comparing")


for use in (lambda: table[Same(1, boom)], lambda: Same(1, boom) in table, lambda: table.__setitem__(Same(1, boom), 0),
            lambda: table.pop(Same(1, boom), None), lambda: table.setdefault(Same(1, boom)), lambda: {Same(1), Same(1, boom)}):
    try:
        use()
    except ValueError as e:
        print("ValueError:", e)
x = {}
x["self"] = x
y = {"list": [x]}
print(x, y, {"k": {}} == {"k": {}}, [x] == [x])
print({True: "t", 1: "one", 1.0: "float", 2**70: "big", 2.0**70: "same"}, {-1: "a", -2: "b"}, {0.5: 1, "": 2, (): 3, None: 4, frozenset(): 5})
print(dict.fromkeys(range(3), []), dict(zip("abc", range(3))), {}.update(a=1), {"a": 1}.items() <= {"a": 1, "b": 2}.items())
# expect: 5000 -9999 False True 1 9999 25000000
# expect: 10000 4242 9998 9999 5000
# expect: {1: -1, 3: -3, 5: -5} 3
# expect: {'again': 1}
# expect: {'again': 1} ['again']
# expect: [4990, 4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999]
# expect: RuntimeError: dictionary changed size during iteration
# expect: RuntimeError: dictionary changed size during iteration
# expect: RuntimeError: dictionary changed size during iteration
# expect: RuntimeError: dictionary changed size during iteration
# expect: {'a': 11, 'b': 12, 'c': 13}
# expect: RuntimeError: dictionary keys changed during iteration
# expect: ('a', 1) end end
# expect: RuntimeError: dictionary changed size during iteration
# expect: RuntimeError: dictionary changed size during iteration
# expect: [2, 1] None 0 2
# expect: 3 False 4 5
# expect: gone 0
# expect: 2 6
# expect: ValueError: no comparing
# expect: ValueError: no comparing
# expect: ValueError: no comparing
# expect: ValueError: no comparing
# expect: ValueError: no comparing
# expect: ValueError: no comparing
# expect: {'self': {...}} {'list': [{'self': {...}}]} True True
# expect: {True: 'float', 1180591620717411303424: 'same'} {-1: 'a', -2: 'b'} {0.5: 1, '': 2, (): 3, None: 4, frozenset(): 5}
# expect: {0: [], 1: [], 2: []} {'a': 0, 'b': 1, 'c': 2} None True
