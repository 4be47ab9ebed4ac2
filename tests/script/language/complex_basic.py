# Complex numbers.
z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * 1j, z / (1 - 1j), z ** 2, -z, z == 3 + 4j, z != 3)
# expect: (3+4j) 5.0 3.0 4.0 (3-4j) (-4+3j) (-0.5+3.5j) (-7+24j) (-3-4j) True True
print(1j * 1j, 2j, -2j, 1 + 0j == 1, complex(1, 2), complex("1+2j"), complex(3), complex(), hash(1 + 0j) == hash(1))
# expect: (-1+0j) 2j (-0-2j) True (1+2j) (1+2j) (3+0j) 0j True
print(bool(0j), z + 1, 1 - z, 2.5 * z, sum([1j, 2]), [z], f"{z}", f"{z:.1f}", (-8) ** (1 / 3), complex(1, -0.0))
# expect: False (4+4j) (-2-4j) (7.5+10j) (2+1j) [(3+4j)] (3+4j) 3.0+4.0j (1.0000000000000002+1.7320508075688772j) (1-0j)
for bad in (lambda: z < z, lambda: int(z), lambda: float(z), lambda: z // 1, lambda: z % 2, lambda: complex("x"), lambda: z[0]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: '<' not supported between instances of 'complex' and 'complex'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: TypeError: float() argument must be a string or a real number, not 'complex'
# expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
# expect: TypeError: unsupported operand type(s) for %: 'complex' and 'int'
# expect: ValueError: complex() arg is a malformed string
# expect: TypeError: 'complex' object is not subscriptable
