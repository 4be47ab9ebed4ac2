# Chained comparisons evaluate each operand once and stop at the first False.
log = []


def v(x):
    log.append(x)
    return x


print(v(1) < v(2) < v(3), log)  # expect: True [1, 2, 3]
log.clear()
print(v(1) < v(0) < v(3), log)  # expect: False [1, 0]
log.clear()
print(v(3) > v(2) >= v(2) != v(5) == v(5), log)  # expect: True [3, 2, 2, 5, 5]
print(1 < 2 > 1, 1 == 1.0 == True, 1 in [1] in [[1]], not 1 < 2 < 3)  # expect: True True True False
print("a" < "b" <= "b" < "c", (1, 2) < (1, 3), [1] < [1, 0], "abc" == "abc" != "abd")
# expect: True True True True
x = 5
print(0 < x < 10, 0 < x < 5, 10 > x > 0 and x != 3)  # expect: True False True
if 1 < x < 10:
    print("between")
# expect: between
if not 1 < x < 3:
    print("not between")
# expect: not between
while 0 < x < 10:
    x += 4
print(x)  # expect: 13
print([n for n in range(10) if 2 < n < 7 if n % 2])  # expect: [3, 5]
for bad in (lambda: 1 < "a", lambda: [] < (), lambda: None >= 1, lambda: {} > {}, 
            lambda: 1 < 2 < "x", lambda: max(1, "a"), lambda: sorted([1, None])):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'list' and 'tuple'
# expect: '>=' not supported between instances of 'NoneType' and 'int'
# expect: '>' not supported between instances of 'dict' and 'dict'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '>' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'NoneType' and 'int'
print(1 == "1", None == 0, () == [], {1: 2} == {1: 2.0}, {1, 2} == {2, 1}, {1} < {1, 2}, {1} <= {2})
# expect: False False False True True True False
nan = float("nan")
print(nan == nan, nan != nan, nan is nan, [nan] == [nan], nan < 1, nan in [nan])
# expect: False True True True False True
