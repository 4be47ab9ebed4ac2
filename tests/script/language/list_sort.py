# sort and sorted: stability, keys, reverse, errors, mutation while sorting.
print(sorted([3, 1, 2]), sorted("banana"), sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}), sorted([]))
# expect: [1, 2, 3] ['a', 'a', 'a', 'b', 'n', 'n'] [3, 2, 1] ['a', 'b'] []
words = ["banana", "fig", "apple", "kiwi", "date"]
words.sort(key=len)
print(words)  # expect: ['fig', 'kiwi', 'date', 'apple', 'banana']
words.sort(key=len, reverse=True)
print(words)  # expect: ['banana', 'apple', 'kiwi', 'date', 'fig']
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True))
# expect: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] [(0, 'a'), (0, 'b'), (1, 'b'), (1, 'a')] [(1, 'b'), (0, 'b'), (0, 'a'), (1, 'a')]
print(sorted([1.5, 1, True, 0, -2]), sorted(["b", "A", "a", "B"]), sorted(["b", "A", "a"], key=str.lower))
# expect: [-2, 0, 1, True, 1.5] ['A', 'B', 'a', 'b'] ['A', 'a', 'b']
x = list(range(100))
y = [(i * 37 + 11) % 100 for i in x]
print(sorted(y) == x, sorted(y, key=lambda v: -v) == x[::-1])  # expect: True True
z = [(i % 7, i) for i in range(200)]
z.sort(key=lambda t: t[0])
print(all(z[i] < z[i + 1] for i in range(199)))  # expect: True
calls = []
sorted([3, 1, 2], key=lambda v: calls.append(v) or v)
print(calls)  # expect: [3, 1, 2]
print([1, 2].sort(), max(words, key=len), min(words, key=lambda w: w[-1]), max([1, 5, 3], default=0), max([], default="none"))
# expect: None banana banana 5 none


class Item:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return self.v < other.v


print([i.v for i in sorted([Item(3), Item(1), Item(2)])])  # expect: [1, 2, 3]
for bad in (lambda: sorted([1, "a"]), lambda: sorted(5), lambda: sorted([1, 2], key=5), lambda: [object(), object()].sort(),
            lambda: sorted([2, 1], key=lambda v: 1 / 0), lambda: sorted([1], lambda v: v)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not callable
# expect: TypeError: '<' not supported between instances of 'object' and 'object'
# expect: ZeroDivisionError: division by zero
# expect: TypeError: sorted expected 1 argument, got 2
data = [3, 2, 1]


def nosy(v):
    seen.append(len(data))
    return v


seen = []
data.sort(key=nosy)
print(seen, data)  # expect: [0, 0, 0] [1, 2, 3]


def meddler(v):
    data.append(v)
    return v


try:
    data.sort(key=meddler)
except ValueError as e:
    print(e)
# expect: list modified during sort
