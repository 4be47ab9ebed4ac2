# Integers of any size.
a = 2**100
print(a, -a, a + 1, a - 1, a * a, a // 3, a % 1000, -a // 3, -a % 1000, a // -7, a % -7)
# expect: 1267650600228229401496703205376 -1267650600228229401496703205376 1267650600228229401496703205377 1267650600228229401496703205375 1606938044258990275541962092341162602522202993782792835301376 422550200076076467165567735125 376 -422550200076076467165567735126 624 -181092942889747057356671886483 -5
print(2**62, 2**63 - 1, 2**63, 2**64, -(2**63), -(2**63) - 1, 4611686018427387904 * 2)
# expect: 4611686018427387904 9223372036854775807 9223372036854775808 18446744073709551616 -9223372036854775808 -9223372036854775809 9223372036854775808
print(4611686018427387903 + 1, -4611686018427387904 - 1, 3037000500 * 3037000500, 2**31 * 2**31)
# expect: 4611686018427387904 -4611686018427387905 9223372037000250000 4611686018427387904
print(a == 2**100, a > 2**99, a != a + 1, hash(2**61 - 1), hash(2**61), hash(-1), hash(2**100))
# expect: True True True 0 1 -2 549755813888
print(a >> 90, a << 5, -a >> 98, (a | 1) & 0xFFFF, a ^ (a - 1), ~a, -5 >> 1, -1 >> 100, 1 << 70)
# expect: 1024 40564819207303340847894502572032 -4 1 2535301200456458802993406410751 -1267650600228229401496703205377 -3 -1 1180591620717411303424
print(divmod(a, 12345), divmod(-a, 12345), divmod(7, -2), divmod(-7, 2), -7 // 2, -7 % 3, 7 % -3)
# expect: (102685346312533770878631284, 4396) (-102685346312533770878631285, 7949) (-4, -1) (-4, 1) -4 2 -2
print(3**200 % 7**50, pow(3, 200, 1000007), pow(2, -1, 7), pow(-3, 3), (-2) ** 3, 2**-1, 0**0)
# expect: 1043054234746676783066714664998769142256021 959082 4 -27 -8 0.5 1
fact = 1
for i in range(1, 31):
    fact *= i
print(fact, len(str(fact)), fact.bit_length(), (255).bit_length(), (0).bit_length())
# expect: 265252859812191058636308480000000 33 108 8 0
print(int("123456789012345678901234567890"), int("-ff", 16), int("0b101", 0), int("  42\n"), int("1_000"))
# expect: 123456789012345678901234567890 -255 5 42 1000
print(0xDEADBEEFDEADBEEFDEAD, 0o777777777777777777777777, 0b1, 1_000_000_000_000_000_000_000)
# expect: 1051570404382037444124333 4722366482869645213695 1 1000000000000000000000
print(hex(a), oct(8**10), bin(10), hex(-255), f"{a:,}", f"{a:x}", str(a)[::-1])
# expect: 0x10000000000000000000000000 0o10000000000 0b1010 -0xff 1,267,650,600,228,229,401,496,703,205,376 10000000000000000000000000 6735023076941049228220060567621
print(a / 3, a / 2**99, 1 / a, float(a), int(1e20), int(1.9), int(-1.9), 10**23 / 1, 2**1000 // 2**990)
# expect: 4.2255020007607644e+29 2.0 7.888609052210118e-31 1.2676506002282294e+30 100000000000000000000 1 -1 1e+23 1024
print(a == 1267650600228229401496703205376.0, 2**53 + 1 == float(2**53), 10**20 > 1e19, 1 < 1.5 < 2)
# expect: True False True True
print(round(12345, -2), round(15, -1), round(25, -1), round(-12355, -1), round(5), abs(-a), -(-a))
# expect: 12300 20 20 -12360 5 1267650600228229401496703205376 1267650600228229401496703205376
print(a.bit_count(), (7).bit_count(), a.to_bytes(13, "big"), int.from_bytes(b"\x01\x00", "little"))
# expect: 1 3 b'\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' 1
print((1).__add__(2), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
# expect: 3 5 5 0 5 1
print((3).as_integer_ratio(), (10).to_bytes(2, "little"), (-1).to_bytes(2, "big", signed=True))
# expect: (3, 1) b'\n\x00' b'\xff\xff'
print(sum([10**18] * 20), max(a, 1, -a), sorted([a, -a, 0, 5]), [a] * 2, {a: "big"}[2**100])
# expect: 20000000000000000000 1267650600228229401496703205376 [-1267650600228229401496703205376, 0, 5, 1267650600228229401496703205376] [1267650600228229401496703205376, 1267650600228229401496703205376] big
print(True + True, True * 5, isinstance(True, int), int(True), bool(a), not 0, True == 1, {1: "a", True: "b"})
# expect: 2 5 True 1 True True True {1: 'b'}
b = 10**18
b += 10**18 * 9
print(b)  # expect: 10000000000000000000
b -= 10**19
print(b, type(b).__name__)  # expect: 0 int
for bad in (lambda: int("12x"), lambda: int(""), lambda: int("0x1", 10), lambda: int([]), lambda: int("1", 99),
            lambda: 1 << -1, lambda: int(float("nan")), lambda: int(float("inf")), lambda: pow(2, -1, 4),
            lambda: pow(2, 3, 0), lambda: (300).to_bytes(1, "big"), lambda: float(10**400), lambda: 1 + "a",
            lambda: "a" + 1, lambda: a(), lambda: a[0], lambda: -"x", lambda: ~1.5,
            lambda: range(10**20)[10**21]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: invalid literal for int() with base 10: '12x'
# expect: ValueError: invalid literal for int() with base 10: ''
# expect: ValueError: invalid literal for int() with base 10: '0x1'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
# expect: ValueError: negative shift count
# expect: ValueError: cannot convert float NaN to integer
# expect: OverflowError: cannot convert float infinity to integer
# expect: ValueError: base is not invertible for the given modulus
# expect: ValueError: pow() 3rd argument cannot be 0
# expect: OverflowError: int too big to convert
# expect: OverflowError: int too large to convert to float
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: can only concatenate str (not "int") to str
# expect: TypeError: 'int' object is not callable
# expect: TypeError: 'int' object is not subscriptable
# expect: TypeError: bad operand type for unary -: 'str'
# expect: TypeError: bad operand type for unary ~: 'float'
# expect: IndexError: range object index out of range
