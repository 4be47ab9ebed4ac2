# Subclasses of the built-in containers: own attributes, overridden methods, what operators give back.
class Stack(list):
    def __init__(self, *items, name="s"):
        super().__init__(items)
        self.name = name

    def push(self, x):
        self.append(x)
        return self


s = Stack(1, 2, name="first")
s.push(3).note = "set"
print(s, s.name, s.note, len(s), s[-1], s[1:], type(s[1:]).__name__, type(s + [4]).__name__, type(s * 2).__name__)
print(s == [1, 2, 3], isinstance(s, list), [0] + s, s.copy(), type(s.copy()).__name__, sorted(s, reverse=True), list(s))
s += (9,)
print(s, type(s).__name__, s.name, repr(Stack()))


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


p = Point(3, 4)
p.label = "origin"
print(p, p.x, p.label, len(p), p == (3, 4), hash(p) == hash((3, 4)), p + (5,), p[::-1], type(p[:]).__name__, 4 in p)
a, b = p
print(a, b, {p: "found"}[(3, 4)], Point(1, 2) < Point(1, 3), tuple(p), type(tuple(p)).__name__, *p)


class Empty(tuple):
    __slots__ = ()


print(Empty(), Empty("ab"), Empty() == (), type(Empty("ab") + ()).__name__, Empty([1])[0])


class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


d = Default(a=1)
d.extra = True
print(d["a"], d["xy"], d, d.get("none"), "none" in d, d.extra, type(d.copy()).__name__, type(d | {}).__name__)
print({**d, "k": 0}, dict(d), d == {"a": 1, "xy": "xyxy"}, Default.fromkeys("pq", 5), type(Default.fromkeys("p")).__name__)
try:
    {}["missing"]
except KeyError as e:
    print("KeyError", e, e.args)


class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def keys(self):
        print("keys")
        return super().keys()


loud = Loud(a=1)
loud["b"] = 2
loud.update(c=3)
print(loud, dict(loud), {**loud})


class Tags(set):
    def add(self, item):
        super().add(item.lower())


t = Tags(["x"])
t.add("ABC")
t.kind = "tags"
print(sorted(t), t.kind, type(t | {"y"}).__name__, type(t.copy()).__name__, t == {"x", "abc"}, repr(Tags([1])), repr(Tags()))


class Frozen(frozenset):
    pass


print(repr(Frozen([1])), hash(Frozen([1, 2])) == hash(frozenset([2, 1])), type(Frozen() | {1}).__name__)
# expect: [1, 2, 3] first set 3 3 [2, 3] list list list
# expect: True True [0, 1, 2, 3] [1, 2, 3] list [3, 2, 1] [1, 2, 3]
# expect: [1, 2, 3, 9] Stack first []
# expect: (3, 4) 3 origin 2 True True (3, 4, 5) (4, 3) tuple True
# expect: 3 4 found True (3, 4) tuple 3 4
# expect: () ('a', 'b') True tuple 1
# expect: 1 xyxy {'a': 1, 'xy': 'xyxy'} None False True dict dict
# expect: {'a': 1, 'xy': 'xyxy', 'k': 0} {'a': 1, 'xy': 'xyxy'} True {'p': 5, 'q': 5} Default
# expect: KeyError 'missing' ('missing',)
# expect: set b
# expect: {'a': 1, 'b': 2, 'c': 3} {'a': 1, 'b': 2, 'c': 3} {'a': 1, 'b': 2, 'c': 3}
# expect: ['abc', 'x'] tags set set True Tags({1}) Tags()
# expect: Frozen({1}) True frozenset
