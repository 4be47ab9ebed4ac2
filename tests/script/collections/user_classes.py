# needs-python: 3.12
# collections.UserDict, UserList and UserString, to be subclassed.
from collections import UserDict, UserList, UserString
from collections.abc import MutableMapping, MutableSequence, Sequence


class Shouting(UserDict):
    def __missing__(self, key):
        return key + "!"

    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


d = Shouting({"a": 1}, b=2)
d["c"] = 3
print(d, d["zz"], "zz" in d, d.get("zz"), len(d), sorted(d), d == {"A": 1, "B": 2, "C": 3})
# expect: {'A': 1, 'B': 2, 'C': 3} zz! False None 3 ['A', 'B', 'C'] True
print(d | {"d": 4}, type(d | {"d": 4}).__name__, {"e": 5} | d, d.copy(), type(d.copy()).__name__)
# expect: {'A': 1, 'B': 2, 'C': 3, 'D': 4} Shouting {'E': 5, 'A': 1, 'B': 2, 'C': 3} {'A': 1, 'B': 2, 'C': 3} Shouting
print(d.pop("A"), d.setdefault("B", 9), list(d.items()), Shouting.fromkeys("xy"), isinstance(d, MutableMapping))
# expect: 1 2 [('B', 2), ('C', 3)] {'X': None, 'Y': None} True
d.update(q=1)
d |= {"r": 2}
del d["B"]
print(d, d.data, UserDict.__module__)
# expect: {'C': 3, 'Q': 1, 'r': 2} {'C': 3, 'Q': 1, 'r': 2} collections
try:
    UserDict()["k"]
except KeyError as e:
    print(repr(e))
# expect: KeyError('k')

items = UserList([3, 1, 2])
items.append(5)
items.sort()
print(items, items[1:], type(items[1:]).__name__, items + [9], [0] + items, items * 2, items == [1, 2, 3, 5])
# expect: [1, 2, 3, 5] [2, 3, 5] UserList [1, 2, 3, 5, 9] [0, 1, 2, 3, 5] [1, 2, 3, 5, 1, 2, 3, 5] True
print(items.index(3), items.count(1), 5 in items, items < [9], items.pop(), items.copy(), list(reversed(items)))
# expect: 2 1 True True 5 [1, 2, 3] [3, 2, 1]
items += (7,)
items.extend(UserList([8]))
items.insert(0, "i")
items.remove(3)
items[0] = "j"
del items[1]
print(items, len(items), isinstance(items, MutableSequence), UserList(UserList("ab")), [*items])
# expect: ['j', 2, 7, 8] 4 True ['a', 'b'] ['j', 2, 7, 8]

s = UserString("hello World")
print(s, s.upper(), type(s.upper()).__name__, s.split(), s.find("W"), s + "!", "x" + s, s * 2, len(s), s[1:3])
# expect: hello World HELLO WORLD UserString ['hello', 'World'] 6 hello World! xhello World hello Worldhello World 11 el
print(s == "hello World", s.replace("l", UserString("L")), s.startswith("he"), s.title(), "ell" in s)
# expect: True heLLo WorLd True Hello World True
print(s.join(["a", "b"]), int(UserString("42")), hash(s) == hash("hello World"), s.encode(), repr(s))
# expect: ahello Worldb 42 True b'hello World' 'hello World'
print(s.center(15, "*"), s.count("l"), sorted([UserString("b"), UserString("a")]), s.isalpha(), isinstance(s, Sequence))
# expect: **hello World** 3 ['a', 'b'] False True
print(UserString("%s-%d") % ("a", 1), UserString(12), s.partition(" "), "{}".format(s), max(s, "zz"))
# expect: a-1 12 ('hello', ' ', 'World') hello World zz
