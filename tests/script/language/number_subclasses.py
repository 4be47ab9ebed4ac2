# Subclasses of int, float, complex, bytes and bytearray: attributes, operators, conversions.
class Count(int):
    def __new__(cls, value, unit=None):
        self = super().__new__(cls, value)
        self.unit = unit
        return self


n = Count(5, unit="km")
print(n, n.unit, n + 1, type(n + 1).__name__, type(-n).__name__, type(+n).__name__, n == 5, {5: "five"}[n])
# expect: 5 km 6 int int int True five
big = Count(2**70, "m")
print(big.unit, big - 1, type(int(big)).__name__, type(big.real).__name__, big >> 68, hash(big) == hash(2**70))
# expect: m 1180591620717411303423 int int 4 True
print(type(Count.from_bytes(b"\x05")).__name__, isinstance(n, int), n.__dict__, [10, 20, 30, 40, 50, 60][n])
# expect: Count True {'unit': 'km'} 60


class Reflected(int):
    def __radd__(self, other):
        return ("radd", int(other), int(self))


print(1 + Reflected(3), Reflected(3) + 1, sum([Reflected(1)]))
# expect: ('radd', 1, 3) 4 ('radd', 0, 1)


class Metres(float):
    pass


m = Metres("2.5")
m.label = "height"
print(m, m.label, m * 2, type(m * 2).__name__, m == 2.5, type(Metres.fromhex("0x1p4")).__name__, round(m), f"{m:.2f}")
# expect: 2.5 height 5.0 float True Metres 2 2.50


class Point(complex):
    pass


p = Point(1, 2)
p.name = "p"
print(p, p.name, p + 1, type(p + 1).__name__, p.real, abs(Point(3, 4)))
# expect: (1+2j) p (2+2j) complex 1.0 5.0


class Raw(bytes):
    pass


r = Raw(b"abc")
r.tag = 1
print(r, r.tag, r[0], type(r[:]).__name__, type(r + b"").__name__, {b"abc": 1}[r], len(Raw()))
# expect: b'abc' 1 97 bytes bytes 1 0


class Buffer(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.writes = 0


b = Buffer(b"xy")
b.append(122)
b += b"!"
print(b, b.writes, type(b).__name__, bytes(b), len(b))
# expect: Buffer(b'xyz!') 0 Buffer b'xyz!' 4
