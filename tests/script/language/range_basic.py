# range as a sequence.
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:4], r[::-1], 8 in r, 9 in r, r.index(8), r.count(8), r.count(9), r.start, r.stop, r.step)
# expect: range(2, 20, 3) [2, 5, 8, 11, 14, 17] 6 2 17 range(5, 14, 3) range(17, -1, -3) True False 2 1 0 2 20 3
print(range(5), range(0), range(5, 2), list(range(5, 2)), list(range(5, 0, -2)), len(range(5, 0, -2)), range(0, 10, 3) == range(0, 12, 3), range(3) == [0, 1, 2])
# expect: range(0, 5) range(0, 0) range(5, 2) [] [5, 3, 1] 3 True False
print(bool(range(0)), bool(range(1)), hash(range(3)) == hash(range(0, 3, 1)), list(reversed(range(4))), max(range(5)), sum(range(101)), sorted(range(3), reverse=True))
# expect: False True True [3, 2, 1, 0] 4 5050 [2, 1, 0]
print(range(10**20)[10**19], len(range(10**15)), 10**30 in range(10**31), list(range(2**63, 2**63 + 2)), range(-5, 5)[3], "a" in range(3), 1.0 in range(3))
# expect: 10000000000000000000 1000000000000000 True [9223372036854775808, 9223372036854775809] -2 False True
a, *b = range(4)
print(a, b, [*range(2)], tuple(range(3)), set(range(2)), list(range(True, 3)), list(zip(range(2), range(5, 7))))
# expect: 0 [1, 2, 3] [0, 1] (0, 1, 2) {0, 1} [1, 2] [(0, 5), (1, 6)]
it = iter(range(3))
print(next(it), list(it), list(it))  # expect: 0 [1, 2] []
for bad in (lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(3)[3], lambda: range(3)[-4], lambda: range(3).index(5), lambda: range(1, 2, 3, 4), lambda: range(3) + range(2)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: range expected at least 1 argument, got 0
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: ValueError: range() arg 3 must not be zero
# expect: IndexError: range object index out of range
# expect: IndexError: range object index out of range
# expect: ValueError: 5 is not in range
# expect: TypeError: range expected at most 3 arguments, got 4
# expect: TypeError: unsupported operand type(s) for +: 'range' and 'range'
try:
    range(3)[0] = 1
except TypeError as e:
    print(e)
# expect: 'range' object does not support item assignment
