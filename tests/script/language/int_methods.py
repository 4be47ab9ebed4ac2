# needs-python: 3.12
# Small ints: bases, bit operations, rounding, conversions, comparisons with bool and float.
print(bin(-5), hex(255), oct(8), 0b1010, 0o17, 0xFF, 1_000, int("0b11", 2), int("0o7", 8), int("0xAf", 16), int("z", 36), int(" -5 "), int("+7"))
# expect: -0b101 0xff 0o10 10 15 255 1000 3 7 175 35 -5 7
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, -8 >> 1, -1 & 255, 5 & -2, True & False, True | 2, True ^ True)
# expect: 1 7 6 -6 1024 128 -4 255 4 False 3 False
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 3), 2**10, (-2) ** 3, 2**-2, 7 / 2, 6 / 2, -7 / 2, 0 / 5)
# expect: 3 -4 -4 1 2 -2 (-3, 2) 1024 -8 0.25 3.5 3.0 -3.5 0.0
print((5).bit_length(), (-5).bit_length(), (10).bit_count(), (258).to_bytes(2, "big"), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff", "big", signed=True), (5).is_integer())
# expect: 3 3 2 b'\x01\x02' 258 -1 True
print(5 == 5.0, 5 != "5", 3 < 3.5, 2**53 == 2.0**53, True == 1, hash(True) == hash(1), 0 == False, max(True, 0), int(True), -True, not 5, bool(-1))
# expect: True True True True True True True True 1 -1 False True
print(int.__name__, type(5) is int, isinstance(5, int), (5).__class__, int(), int(5.99), int("12"), int(b"34"), int("١٢"), abs(-5), -(-5), +5, round(5), round(1234, -2))
# expect: int True True <class 'int'> 0 5 12 34 12 5 5 5 5 1200
print(1 if 1 else 0, 5 and 0, 0 or 7, 1 < 2 < 3, 3 in (1, 2, 3), sum([1, 2, 3]), min(3, 1, 2), sorted([3, 1, 2]), str(-5), repr(5), f"{5:3}|{-5:03}")
# expect: 1 0 7 True True 6 1 [1, 2, 3] -5 5   5|-05
n = 10
n += 5
n -= 3
n *= 2
n //= 5
n **= 3
n %= 50
n <<= 2
n >>= 1
n |= 1
n &= 0xFF
n ^= 2
print(n)  # expect: 31
n /= 4
print(n)  # expect: 7.75
i = 0
while i < 1000000:
    i += 333333
print(i, 1000000 * 1000000, 123456789 * 987654321, -3 * 4, 999999999999 + 1)
# expect: 1333332 1000000000000 121932631112635269 -12 1000000000000
