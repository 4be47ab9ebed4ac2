# Operator precedence and associativity.
print(2 + 3 * 4, (2 + 3) * 4, 2**3**2, -2**2, (-2) ** 2, 2**-1, 10 - 4 - 3, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 2)
# expect: 14 20 512 -4 4 0.5 3 5.0 6 6
print(1 + 2 << 3, 1 << 2 + 1, 5 & 3 == 1, (5 & 3) == 1, 1 | 2 ^ 3 & 4, not 1 == 2, not True or True, True or False and False)
# expect: 24 8 True True 3 True True True
print(1 < 2 == True, 1 if 0 else 2 if 0 else 3, [1, 2][0] + 1, -[3][0], ~1 + 1, not [] and 1, 3 - -2, - - 2, +-+3)
# expect: False 3 2 -3 -1 1 5 2 -3
print("a" "b" * 2, "a" + "b" * 2, 1, 2 + 3, *[4], (lambda x: x + 1)(2) * 3, {1: 2}[1] ** 2, 2 ** {1: 3}[1], 1 in [1] == True)
# expect: abab abb 1 5 4 9 4 8 False
print(4 if not 1 else 5 and 6, (yes := 3) + 1, yes, 5 == 5 != 4, 3 and 4 or 5, None is None is not True)
# expect: 6 4 3 True 4 True
a = 2
a **= 2 + 1
print(a, a if a > 5 else -a, -a ** 2, (a, -a)[a > 5], a // 3 * 3 + a % 3 == a)
# expect: 8 8 -64 -8 True
