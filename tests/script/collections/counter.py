# collections.Counter.
from collections import Counter


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


c = Counter("abracadabra")
print(c)  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})
print(c.most_common(2), c["nothing"], "nothing" in c, c.total(), "".join(sorted(c.elements())))
# expect: [('a', 5), ('b', 2)] 0 False 11 aaaaabbcdrr
c.update("aab")
c.update({"z": 3}, y=1)
c.subtract(b=10)
c.subtract("zz")
print(c)  # expect: Counter({'a': 7, 'r': 2, 'c': 1, 'd': 1, 'z': 1, 'y': 1, 'b': -7})
print(+c)  # expect: Counter({'a': 7, 'r': 2, 'c': 1, 'd': 1, 'z': 1, 'y': 1})
print(-c)  # expect: Counter({'b': 7})
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=1)
print(a + b, a - b, a | b, a & b)
# expect: Counter({'a': 4, 'b': 3, 'c': 1}) Counter({'a': 2}) Counter({'a': 3, 'b': 2, 'c': 1}) Counter({'a': 1, 'b': 1})
print(a <= b, a == Counter(a=3, b=1, c=0), Counter(a=1) < Counter(a=2), a >= Counter(a=3), a > b, a != b)
# expect: False True True True False True
a += b
print(a)  # expect: Counter({'a': 4, 'b': 3, 'c': 1})
a -= Counter(a=4)
print(a)  # expect: Counter({'b': 3, 'c': 1})
a |= Counter(q=2)
a &= Counter(b=2, q=1)
print(a, Counter(), Counter([1, 2, 1]), Counter({"x": 3}), Counter(x=3, y=1).most_common())
# expect: Counter({'b': 2, 'q': 1}) Counter() Counter({1: 2, 2: 1}) Counter({'x': 3}) [('x', 3), ('y', 1)]
del a["not there"]
print(a.copy(), type(a.copy()).__name__, a.pop("q"), dict(a))
# expect: Counter({'b': 2, 'q': 1}) Counter 1 {'b': 2}
print(Counter(["b", "a", "c", "a", "b"]).most_common(), Counter([1.5, 2]).most_common(1))
# expect: [('b', 2), ('a', 2), ('c', 1)] [(1.5, 1)]
error(Counter.fromkeys, "ab")
# expect: NotImplementedError: Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
error(Counter, 5)  # expect: TypeError: 'int' object is not iterable
error(Counter, 1, 2)
# expect: TypeError: Counter.__init__() takes from 1 to 2 positional arguments but 3 were given


class Weighted(Counter):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


print(Weighted("ab"))  # expect: Weighted({'a': 2, 'b': 2})
