# Iterators: iter, next, StopIteration, the sentinel form, zip, map, filter, enumerate, unpacking.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


print(list(Countdown(3)), sum(Countdown(4)), tuple(Countdown(2)), sorted(Countdown(3)))
# expect: [3, 2, 1] 10 (2, 1) [1, 2, 3]
for n in Countdown(2):
    print(n)
# expect: 2
# expect: 1
it = iter([1, 2])
print(next(it), next(it), next(it, "default"))  # expect: 1 2 default
try:
    next(it)
except StopIteration as e:
    print("StopIteration", e.value)
# expect: StopIteration None
values = iter([3, 1, 4, 1, 5])
print(list(iter(lambda: next(values), 4)), list(values))  # expect: [3, 1] [1, 5]
print(list(zip("abc", [1, 2])), list(zip()), list(zip([1, 2], "ab", (True, False))))
# expect: [('a', 1), ('b', 2)] [] [(1, 'a', True), (2, 'b', False)]
print(list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "x"])))
# expect: [11, 22] [1, 'x']
print(list(filter(lambda x: x % 2, range(6))), list(enumerate("ab")), list(enumerate("ab", 5)))
# expect: [1, 3, 5] [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')]
print(list(reversed([1, 2, 3])), list(reversed(range(3))), list(reversed("abc")))
# expect: [3, 2, 1] [2, 1, 0] ['c', 'b', 'a']
try:
    list(zip([1], [2, 3], strict=True))
except ValueError as e:
    print(e)
# expect: zip() argument 2 is longer than argument 1
print(dict(zip("ab", [1, 2])), min(Countdown(3)), max(Countdown(3)), any(Countdown(1)), all([]))
# expect: {'a': 1, 'b': 2} 1 3 True True
a, b, c = Countdown(3)
print(a, b, c)  # expect: 3 2 1
for bad in (lambda: iter(5), lambda: next([]), lambda: list(3), lambda: iter(lambda: 1)):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: 'int' object is not iterable
# expect: 'list' object is not an iterator
# expect: 'int' object is not iterable
# expect: 'function' object is not iterable


class BadIter:
    def __iter__(self):
        return 5


try:
    list(BadIter())
except TypeError as e:
    print(e)
# expect: iter() returned non-iterator of type 'int'
try:
    x, y = iter([1, 2, 3])
except ValueError as e:
    print(e)
# expect: too many values to unpack (expected 2)
try:
    x, y, z = [1, 2]
except ValueError as e:
    print(e)
# expect: not enough values to unpack (expected 3, got 2)
try:
    x, y = 5
except TypeError as e:
    print(e)
# expect: cannot unpack non-iterable int object
items = [1, 2, 3]
seen = []
for item in items:
    seen.append(item)
    if len(items) < 5:
        items.append(item * 10)
print(seen)  # expect: [1, 2, 3, 10, 20]
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + k] = 0
except RuntimeError as e:
    print(e)
# expect: dictionary changed size during iteration
s = {1, 2}
try:
    for k in s:
        s.add(k + 10)
except RuntimeError as e:
    print(e)
# expect: Set changed size during iteration
for i, (p, q) in enumerate([(1, 2), (3, 4)]):
    print(i, p, q)
# expect: 0 1 2
# expect: 1 3 4
print([x for pair in [(1, 2), (3, 4)] for x in pair], i)  # expect: [1, 2, 3, 4] 1
print(iter([]).__length_hint__(), list(iter({})), iter(it) is it)  # expect: 0 [] True
