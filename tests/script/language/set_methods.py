# set and frozenset.
s = {3, 1, 2}
s.add(2)
s.add(4)
s.discard(1)
s.discard(99)
s.remove(3)
print(sorted(s), len(s), 2 in s, 9 not in s, set(), {1}, frozenset(), frozenset([1]))
# expect: [2, 4] 2 True True set() {1} frozenset() frozenset({1})
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= b, {2} < a, a >= {1}, a == {3, 2, 1}, a.isdisjoint({9}))
# expect: [1, 2, 3, 4] [2, 3] [1] [1, 4] False True True True True
print(sorted(a.union([5], "x" and [6])), sorted(a.intersection(b, [2])), sorted(a.difference([1])), sorted(a.symmetric_difference([1, 7])), a.issubset(range(5)), a.issuperset([1]))
# expect: [1, 2, 3, 5, 6] [2] [2, 3] [2, 3, 7] True True
a |= {9}
a &= {1, 2, 9}
a -= {2}
a ^= {1, 100}
print(sorted(a))  # expect: [9, 100]
a.update([1], {2: "x"})
a.intersection_update([1, 2, 9])
a.difference_update([9])
a.symmetric_difference_update([2, 3])
print(sorted(a), sorted(a.copy()), a.clear(), a)  # expect: [1, 3] [1, 3] None set()
print(len({1, 1.0, True}), len(set("hello")), sorted(set([3, 1, 3])), sorted({x % 3 for x in range(9)}), {(1, 2), "a"} == {"a", (1, 2)})
# expect: 1 4 [1, 3] [0, 1, 2] True
f = frozenset([1, 2])
print(f | {3} == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, {f: "ok"}[frozenset([2, 1])], hash(f) == hash(frozenset([2, 1])), f == {1, 2})
# expect: True frozenset set ok True True
p = {7}
print(p.pop(), p, bool(set()), sum({1, 2, 3}), max({1, 5}), list({5}), min(f), [*{8}])
# expect: 7 set() False 6 5 [5] 1 [8]
for bad in (lambda: set().pop(), lambda: {1}.remove(5), lambda: {1} | [2], lambda: {1} + {2}, lambda: set(5), lambda: f.add(1), lambda: hash(set()), lambda: p[0], lambda: {1} < [1]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: KeyError: 'pop from an empty set'
# expect: KeyError: 5
# expect: TypeError: unsupported operand type(s) for |: 'set' and 'list'
# expect: TypeError: unsupported operand type(s) for +: 'set' and 'set'
# expect: TypeError: 'int' object is not iterable
# expect: AttributeError: 'frozenset' object has no attribute 'add'
# expect: TypeError: unhashable type: 'set'
# expect: TypeError: 'set' object is not subscriptable
# expect: TypeError: '<' not supported between instances of 'set' and 'list'
big = set(range(1000))
big -= set(range(0, 1000, 2))
print(len(big), 501 in big, 500 in big, sum(big))  # expect: 500 True False 250000
