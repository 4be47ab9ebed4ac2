# Operators through dunder methods: normal, reflected, in place, comparison, unary, conversions.
class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Vec({self.x}, {self.y})"

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k):
        return Vec(k * self.x, k * self.y)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __pos__(self):
        return self

    def __invert__(self):
        return Vec(self.y, self.x)

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __eq__(self, o):
        return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y


v, w = Vec(1, 2), Vec(3, 4)
print(v + w, v - w, v * 3, 3 * v, -v, +v, ~v, abs(w), v @ w)
# expect: Vec(4, 6) Vec(-2, -2) Vec(3, 6) Vec(3, 6) Vec(-1, -2) Vec(1, 2) Vec(2, 1) 5.0 11
print(bool(Vec(0, 0)), not v, v == Vec(1, 2), v != w, v == 1)  # expect: False False True True False
print(len({v, Vec(1, 2), w}))  # expect: 2
same = v
v += w
print(v, same is v)  # expect: Vec(4, 6) True
w *= 2
print(w)  # expect: Vec(6, 8)
for op in (lambda: v + 1, lambda: 1 + v, lambda: v / 2, lambda: v < w, lambda: v ** 2):
    try:
        op()
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +: 'Vec' and 'int'
# expect: unsupported operand type(s) for +: 'int' and 'Vec'
# expect: unsupported operand type(s) for /: 'Vec' and 'int'
# expect: '<' not supported between instances of 'Vec' and 'Vec'
# expect: unsupported operand type(s) for ** or pow(): 'Vec' and 'int'


class Log:
    def __getattr__(self, name):
        raise AttributeError(name)


def binary(name):
    return lambda self, o: f"{name}({o})"


class All:
    pass


for name in ("add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod "
             "radd rsub rmul rtruediv rfloordiv rmod rpow rlshift rrshift rand ror rxor rmatmul "
             "rdivmod iadd isub imul itruediv ifloordiv imod ipow ilshift irshift iand ior ixor "
             "imatmul lt le gt ge").split():
    setattr(All, f"__{name}__", binary(name))
a = All()
print(a + 1, a - 1, a * 1, a / 1, a // 1, a % 1, a ** 1)
# expect: add(1) sub(1) mul(1) truediv(1) floordiv(1) mod(1) pow(1)
print(a << 1, a >> 1, a & 1, a | 1, a ^ 1, a @ 1, divmod(a, 1))
# expect: lshift(1) rshift(1) and(1) or(1) xor(1) matmul(1) divmod(1)
print(1 + a, 1 - a, 1 * a, 1 / a, 1 // a, 1 % a, 1 ** a)
# expect: radd(1) rsub(1) rmul(1) rtruediv(1) rfloordiv(1) rmod(1) rpow(1)
print(1 << a, 1 >> a, 1 & a, 1 | a, 1 ^ a, 1 @ a, divmod(1, a))
# expect: rlshift(1) rrshift(1) rand(1) ror(1) rxor(1) rmatmul(1) rdivmod(1)
print(a < 1, a <= 1, a > 1, a >= 1, 1 < a, 1 >= a)  # expect: lt(1) le(1) gt(1) ge(1) gt(1) le(1)
b = a
b += 1
print(b)  # expect: iadd(1)
b = a
b **= 2
print(b)  # expect: ipow(2)
b = a
b @= 3
print(b)  # expect: imatmul(3)
b = a
b <<= 4
print(b)  # expect: ilshift(4)


class Sub(Vec):
    def __radd__(self, o):
        return "Sub first"

    __add__ = Vec.__add__


print(Vec(1, 1) + Sub(1, 1))  # expect: Sub first


class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __complex__(self):
        return 7j

    def __index__(self):
        return 3

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return 6

    def __str__(self):
        return "seven"

    def __repr__(self):
        return "Number()"

    def __format__(self, spec):
        return f"<{spec}>"

    def __len__(self):
        return 2


n = Number()
print(int(n), float(n), round(n), round(n, 2), str(n), repr(n), f"{n}", f"{n:abc}", f"{n!r}")
# expect: 7 7.5 ('round', None) ('round', 2) seven Number() <> <abc> Number()
print("abcdef"[n], list(range(n)), hex(n), len(n), bool(n), [n], "%s %r %d" % (n, n, n))
# expect: d [0, 1, 2] 0x3 2 True [Number()] seven Number() 7


class Cmp:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __repr__(self):
        return f"Cmp({self.v})"


print(sorted([Cmp(3), Cmp(1), Cmp(2)]), max([Cmp(3), Cmp(5)], key=lambda c: c.v), Cmp(2) > Cmp(1))
# expect: [Cmp(1), Cmp(2), Cmp(3)] Cmp(5) True
