# Tuples.
t = (1, "a", 2.5)
print(t, t[0], t[-1], t[1:], len(t), t + (4,), t * 2, "a" in t, t.index("a"), t.count(1), (), (1,), tuple("ab"), tuple())
# expect: (1, 'a', 2.5) 1 2.5 ('a', 2.5) 3 (1, 'a', 2.5, 4) (1, 'a', 2.5, 1, 'a', 2.5) True 1 1 () (1,) ('a', 'b') ()
a, b, c = t
print(a, b, c, (1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2])
# expect: 1 a 2.5 True True True True k
x = 1, 2
print(x, type(x).__name__, ((1, 2), 3)[0][1], sorted([(2, "a"), (1, "b")]), max((1, 5), (1, 4)), list(t), bool(()), not (0,))
# expect: (1, 2) tuple 2 [(1, 'b'), (2, 'a')] (1, 5) [1, 'a', 2.5] False False
t += (9,)
print(t, (1, [2])[1], tuple(i * i for i in range(3)), (1, 2, 3)[::-1], *(7, 8))
# expect: (1, 'a', 2.5, 9) [2] (0, 1, 4) (3, 2, 1) 7 8
m = (1, [])
try:
    m[1] += [5]
except TypeError as e:
    print(e, m)
# expect: 'tuple' object does not support item assignment (1, [5])
for bad in (lambda: t[10], lambda: t.index("no"), lambda: t + [1], lambda: t.append(1), lambda: tuple(5), lambda: hash(([],)), lambda: t < 5, lambda: t["a"], lambda: t()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: IndexError: tuple index out of range
# expect: ValueError: tuple.index(x): x not in tuple
# expect: TypeError: can only concatenate tuple (not "list") to tuple
# expect: AttributeError: 'tuple' object has no attribute 'append'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: unhashable type: 'list'
# expect: TypeError: '<' not supported between instances of 'tuple' and 'int'
# expect: TypeError: tuple indices must be integers or slices, not str
# expect: TypeError: 'tuple' object is not callable
try:
    t[0] = 1
except TypeError as e:
    print(e)
# expect: 'tuple' object does not support item assignment
try:
    del t[0]
except TypeError as e:
    print(e)
# expect: 'tuple' object doesn't support item deletion
