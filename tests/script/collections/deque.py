# collections.deque: its methods, operators and errors.
from collections import deque


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


d = deque("bcd")
d.append("e")
d.appendleft("a")
print(d)  # expect: deque(['a', 'b', 'c', 'd', 'e'])
print(d.pop(), d.popleft(), list(d))  # expect: e a ['b', 'c', 'd']
d.extend(x for x in "xy")
d.extendleft("21")
print(d, len(d))  # expect: deque(['1', '2', 'b', 'c', 'd', 'x', 'y']) 7
d.rotate(2)
print(list(d))  # expect: ['x', 'y', '1', '2', 'b', 'c', 'd']
d.rotate(-3)
print(list(d))  # expect: ['2', 'b', 'c', 'd', 'x', 'y', '1']
d.rotate()
d.reverse()
print(list(d), list(reversed(d)))
# expect: ['y', 'x', 'd', 'c', 'b', '2', '1'] ['1', '2', 'b', 'c', 'd', 'x', 'y']
d.insert(2, "mid")
d.insert(-1, "last but one")
d.insert(100, "end")
d.insert(-100, "begin")
print(list(d))  # expect: ['begin', 'y', 'x', 'mid', 'd', 'c', 'b', '2', 'last but one', '1', 'end']
d.remove("mid")
del d[0], d[-1]
d[1] = d[-2]
print(list(d), d.count(d[1]), d.index("b"), "b" in d, "zz" in d)
# expect: ['y', 'last but one', 'd', 'c', 'b', '2', 'last but one', '1'] 2 4 True False
print(d.copy() == d, d.copy() is d, bool(d), bool(deque()))  # expect: True False True False
d.clear()
print(d, d.maxlen)  # expect: deque([]) None

# A bound: what is too much falls out at the other end.
last = deque(range(10), maxlen=3)
print(last, last.maxlen)  # expect: deque([7, 8, 9], maxlen=3) 3
last.append("new")
print(list(last))  # expect: [8, 9, 'new']
last.appendleft("old")
print(list(last))  # expect: ['old', 8, 9]
last.extend([1, 2, 3, 4])
print(list(last), list(last * 2), last + last)  # expect: [2, 3, 4] [2, 3, 4] deque([2, 3, 4], maxlen=3)
last *= 3
print(last, deque([1], 0), deque(last, maxlen=None))
# expect: deque([2, 3, 4], maxlen=3) deque([], maxlen=0) deque([2, 3, 4])

# Operators
a, b = deque([1, 2]), deque([1, 3])
print(a + b, a * 2, 2 * a, a * 0, a * -1)
# expect: deque([1, 2, 1, 3]) deque([1, 2, 1, 2]) deque([1, 2, 1, 2]) deque([]) deque([])
a += [7]
a *= 2
print(a)  # expect: deque([1, 2, 7, 1, 2, 7])
print(deque([1, 2]) < b, deque([1, 2]) <= deque([1, 2]), a > b, b >= a, a == b, a != b, a == [1, 2, 7, 1, 2, 7])
# expect: True True False True False True False
print(deque() < deque([0]), deque([1, 2]) == deque([1, 2], maxlen=5), deque([1]) != deque([1, 1]))
# expect: True True True
a += a
print(len(a), sum(a), sorted(a)[-1])  # expect: 12 40 7
a = deque()
a.append(a)
print(a)  # expect: deque([[...]])


class Stack(deque):
    def top(self):
        return self[-1]


s = Stack([1, 2], maxlen=4)
s.note = "kept"
print(s, s.top(), s.copy(), type(s.copy()).__name__, type(s + s).__name__, type(s * 2).__name__, s.note)
# expect: Stack([1, 2], maxlen=4) 2 Stack([1, 2], maxlen=4) Stack Stack Stack kept
first, *rest = deque("abc")
print(first, rest, [*deque("xy")], tuple(deque("xy")), max(deque([3, 5, 4])))
# expect: a ['b', 'c'] ['x', 'y'] ('x', 'y') 5
print(s.__reduce__()[:3], deque([1]).__reduce__()[:2])
# expect: (<class '__main__.Stack'>, ((), 4), {'note': 'kept'}) (<class 'collections.deque'>, ())
it = iter(deque([1, 2, 3]))
print(next(it), it.__length_hint__(), list(it), list(it))  # expect: 1 2 [2, 3] []

# Errors
error(deque, 5)  # expect: TypeError: 'int' object is not iterable
error(deque, [], -1)  # expect: ValueError: maxlen must be non-negative
error(deque, [], "a")  # expect: TypeError: an integer is required
error(deque, [], 2.5)  # expect: TypeError: an integer is required
error(deque, [], 10**30)  # expect: OverflowError: Python int too large to convert to C ssize_t
error(deque, [1], 2, 3)  # expect: TypeError: deque() takes at most 2 arguments (3 given)
error(deque().pop)  # expect: IndexError: pop from an empty deque
error(deque().popleft)  # expect: IndexError: pop from an empty deque
error(deque([1]).remove, 3)  # expect: ValueError: 3 is not in deque
error(deque([1]).index, 3)  # expect: ValueError: 3 is not in deque
error(deque([1, 2, 1]).index, 1, 1, 2)  # expect: ValueError: 1 is not in deque
error(deque([1], 1).insert, 0, 1)  # expect: IndexError: deque already at its maximum size
error(deque([1]).insert, "a", 1)  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(deque([1]).rotate, 2.0)  # expect: TypeError: 'float' object cannot be interpreted as an integer
error(lambda: deque([1])[1])  # expect: IndexError: deque index out of range
error(lambda: deque([1])["a"])  # expect: TypeError: sequence index must be integer, not 'str'
error(lambda: deque([1])[0:1])  # expect: TypeError: sequence index must be integer, not 'slice'
error(deque([1]).__setitem__, 3, 1)  # expect: IndexError: deque index out of range
error(deque([1]).__delitem__, -2)  # expect: IndexError: deque index out of range
error(lambda: deque([1]) + [1])  # expect: TypeError: can only concatenate deque (not "list") to deque
error(lambda: deque([1]) * 2.0)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
error(lambda: deque([1]) < 3)
# expect: TypeError: '<' not supported between instances of 'collections.deque' and 'int'
error(deque([1]).extend, 5)  # expect: TypeError: 'int' object is not iterable

d = deque([1, 2, 3])


def grow():
    for x in d:
        d.append(x)


error(grow)  # expect: RuntimeError: deque mutated during iteration
print(d)  # expect: deque([1, 2, 3, 1])


class Meddler:
    def __eq__(self, other):
        d.append(0)
        return False


error(d.count, Meddler())  # expect: RuntimeError: deque mutated during iteration
error(d.index, Meddler())  # expect: RuntimeError: deque mutated during iteration
error(d.remove, Meddler())  # expect: IndexError: deque mutated during iteration
error(lambda: Meddler() in d)  # expect: RuntimeError: deque mutated during iteration
