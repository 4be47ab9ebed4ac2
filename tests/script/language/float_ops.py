# needs-python: 3.12
# Float arithmetic, rounding, conversions and methods.
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2**0.5, 4**-0.5)
# expect: 3.0 -4.0 1.5 0.5 -0.5 (3.0, 1.5) (-4.0, 0.5) 1.4142135623730951 0.5
print(1.5 + 1, 3 - 0.5, 2 * 1.5, 7 / 2, 6 / 3, 10**-2, (-8) ** 2.0, 0.5**10, -2.0**2, 1e308 * 10)
# expect: 2.5 2.5 3.0 3.5 2.0 0.01 64.0 0.0009765625 -4.0 inf
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2), round(0.5), round(1e20), round(1.15, 1))
# expect: 2 4 -2 2.67 1200.0 0 100000000000000000000 1.1
print(round(2.5, 0), round(3.14159, 3), round(7, 2), type(round(2.5)).__name__, type(round(2.5, 1)).__name__)
# expect: 2.0 3.142 7 int float
print((0.5).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (1.5).hex(), float.fromhex("0x1.8p+1"))
# expect: (1, 2) True False 0x1.8000000000000p+0 3.0
print(int(3.99), int(-3.99), float(3), abs(-2.5), -(-1.5), bool(0.0), bool(0.1), not 0.0, +2.5)
# expect: 3 -3 3.0 2.5 1.5 False True True 2.5
print(1.0 == 1, hash(1.0) == hash(1), hash(0.5), hash(1e300), hash(float("inf")), {1: "a"}[1.0], 0.0 == -0.0)
# expect: True True 1152921504606846976 1224995262755759164 314159 a True
print(1e16 + 1, 0.1 + 0.7, sum([0.1] * 10), 3.0.__class__.__name__, 1e3, 5 // 0.3)
# expect: 1e+16 0.7999999999999999 1.0 float 1000.0 16.0
print(max(1.5, 2), min(2, 1.5), sorted([2.5, 1, -0.5]), 1 < 1.5, 2**53 == 2.0**53, 10**16 == 1e16)
# expect: 2 1.5 [-0.5, 1, 2.5] True True True
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, inf > 10**400, -inf < 0, inf == inf, nan != nan, inf // 1, 5 % inf, -5 % inf)
# expect: nan nan True True True True nan 5.0 inf
for bad in (lambda: 2.0**10000, lambda: "a" * 1.5, lambda: 1.5 & 1,
            lambda: int("1.5"), lambda: [1] * 2.0, lambda: round("x"), lambda: float([]), lambda: float("x")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: OverflowError: (34, 'Numerical result out of range')
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: unsupported operand type(s) for &: 'float' and 'int'
# expect: ValueError: invalid literal for int() with base 10: '1.5'
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: type str doesn't define __round__ method
# expect: TypeError: float() argument must be a string or a real number, not 'list'
# expect: ValueError: could not convert string to float: 'x'
