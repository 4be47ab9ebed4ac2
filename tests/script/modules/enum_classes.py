# Enums as scripts use them: members, flags, the functional API, errors.
# needs-python: 3.13
from enum import *
import enum
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return self.name.lower()
    @property
    def pretty(self): return f"<{self.value}>"
print(Color.RED, repr(Color.RED), Color(1), Color['GREEN'], list(Color), len(Color))
print(Color.CRIMSON is Color.RED, Color.__members__, Color.RED.describe(), Color.RED.pretty)
print(Color, repr(Color), type(Color.RED), isinstance(Color.RED, Color))
print(f"{Color.RED} {Color.RED!r:>20} {Color.RED:>12}")
def tryit(f):
    try: print('ok', f())
    except BaseException as e: print(type(e).__name__, e)
tryit(lambda: Color(7))
tryit(lambda: Color['X'])
tryit(lambda: Color.X)
tryit(lambda: Color.RED.foo)
def f(): Color.RED = 3
tryit(f)
def f(): del Color.RED
tryit(f)
def f(): Color.RED.value = 3
tryit(f)
def f():
    class X(Color): pass
tryit(f)
def f():
    class X(Enum):
        A=1
        A=2
tryit(f)
def f():
    class X(Enum):
        _foo_=1
tryit(f)
class N(IntEnum):
    A = auto(); B = auto(); C = 10; D = auto()
print(list(N), N.A + 1, N.B == 2, str(N.A), f"{N.A:03}", N.A < N.B, [10,20,30][N.A], sorted(N, reverse=True))
class S(StrEnum):
    FOO = auto(); BAR = 'xx'
print(S.FOO, repr(S.FOO), S.BAR.upper(), S('xx'), f"{S.FOO:>5}", S.FOO == 'foo')
class P(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(P.R|P.X, repr(P.R|P.X), P(0), repr(P(7)), ~P.R, list(P.RW), P.R in P.RW, list(P), P.RW, repr(P.RW), bool(P(0)), len(P.RW), P.R ^ P.RW, P.R & P.W)
tryit(lambda: P(8))
tryit(lambda: P.R | 1)
tryit(lambda: 1 in P.R)
tryit(lambda: P('x'))
class I(IntFlag):
    A=1; B=2
print(I.A|I.B, repr(I.A|I.B), repr(I.A|8), I(16), repr(I(16)), repr(~I.A), I.A+1, repr(I.A | 4 | 8), repr(I(-1)))
class C(Flag, boundary=CONFORM):
    A=1;B=2
print(repr(C(7)), repr(C(12)))
class Ej(IntFlag, boundary=EJECT):
    A=1;B=2
print(repr(Ej(7)))
A = Enum('A', 'X Y Z'); print(list(A), A.__module__, A)
B = Enum('B', [('P', 5), ('Q', 6)], module='mm', qualname='a.B'); print(list(B), B.__module__, B.__qualname__)
B = IntEnum('B', {'P': 5, 'Q': 6}, start=2); print(list(B))
D = Enum('D', ['u','v'], start=5, type=int); print(list(D), D.u + 1)
tryit(lambda: unique(Color))
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (6.4, 3.3)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @classmethod
    def _missing_(cls, v):
        if v == 'earth': return cls.EARTH
print(Planet.EARTH.mass, Planet('earth'), Planet.MARS)
tryit(lambda: Planet('x'))
class Bad(Enum):
    A=1
    @classmethod
    def _missing_(cls, v): return 5
tryit(lambda: Bad(9))
class Bad2(Enum):
    A=1
    @classmethod
    def _missing_(cls, v): raise KeyError('zz')
tryit(lambda: Bad2(9))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        o = bytes.__new__(cls, [value]); o._value_ = value; o.label = label; return o
    PX = (0, 'P.X'); PY = (1, 'P.Y')
print(Coord.PX.label, Coord(1).name)
class Day(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return name
    MON = auto(); TUE = auto()
print(list(Day))
print(Color.RED == Color.RED, Color.RED != Color.GREEN, Color.RED == 1, hash(Color.RED)==hash('RED'), {Color.RED: 1}[Color.RED])
tryit(lambda: Color.RED < Color.GREEN)
print(1 in Color, 7 in Color, Color.RED in Color, 'x' in Color)
class W(Enum):
    F = member(lambda: 3)
    G = nonmember(5)
    L = [1,2]
    class Inner: pass
print(list(W)[1:], W.G, W([1,2]), W.Inner)
class O(Enum):
    _order_ = 'A B'
    A=1
    B=2
print(list(O))
def f():
    class O(Enum):
        _order_ = 'B A'
        A=1
        B=2
tryit(f)
tryit(lambda: Enum('Foo'))
class Empty(Enum): pass
tryit(lambda: Empty(3))
class E2(Empty):
    A=1
print(list(E2), list(reversed(Color)))
@verify(UNIQUE, CONTINUOUS)
class V(Enum):
    A=1; B=2
def f():
    @verify(CONTINUOUS)
    class V(Enum):
        A=1; B=4
tryit(f)
def f():
    @verify(NAMED_FLAGS)
    class V(Flag):
        A=1; B=15
tryit(f)
print(Color.RED.name, Color.RED.value, Color.RED._name_, dir(Color.RED), dir(Color))
print(auto(), auto(3))
match Color.RED:
    case Color.GREEN: print('g')
    case Color.RED: print('r')
class MyF(float, Enum):
    PI=3.5
print(MyF.PI, repr(MyF.PI), MyF.PI*2)
class Shape(str, Enum):
    SQ='sq'
print(Shape.SQ, repr(Shape.SQ), f"{Shape.SQ}", '%s' % Shape.SQ, Shape.SQ == 'sq', 'a'+Shape.SQ)
class Neg(IntFlag):
    A=-1; B=1
print(list(Neg))
class Cp(Enum):
    A=1
    name = 3
    value = 4
print(list(Cp), Cp.A.name, Cp.name)
def f():
    class X(Enum):
        A='x'
        B=auto()
tryit(f)
def f():
    class X(int, str, Enum):
        A='x'
tryit(f)
def f():
    class X(Enum, int):
        A=1
tryit(f)
# expect: Color.RED <Color.RED: 1> Color.RED Color.GREEN [<Color.RED: 1>, <Color.GREEN: 2>] 2
# expect: True {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'CRIMSON': <Color.RED: 1>} red <1>
# expect: <enum 'Color'> <enum 'Color'> <enum 'Color'> True
# expect: Color.RED       <Color.RED: 1>    Color.RED
# expect: ValueError 7 is not a valid Color
# expect: KeyError 'X'
# expect: AttributeError type object 'Color' has no attribute 'X'
# expect: AttributeError 'Color' object has no attribute 'foo'
# expect: AttributeError cannot reassign member 'RED'
# expect: AttributeError 'Color' cannot delete member 'RED'.
# expect: AttributeError <enum 'Enum'> cannot set attribute 'value'
# expect: TypeError <enum 'X'> cannot extend <enum 'Color'>
# expect: TypeError 'A' already defined as 1
# expect: ValueError _sunder_ names, such as '_foo_', are reserved for future Enum use
# expect: [<N.A: 1>, <N.B: 2>, <N.C: 10>, <N.D: 11>] 2 True 1 001 True 20 [<N.D: 11>, <N.C: 10>, <N.B: 2>, <N.A: 1>]
# expect: foo <S.FOO: 'foo'> XX xx   foo True
# expect: P.R|X <P.R|X: 5> P(0) <P.R|W|X: 7> P.W|X [<P.R: 1>, <P.W: 2>] True [<P.R: 1>, <P.W: 2>, <P.X: 4>] P.RW <P.RW: 3> False 2 P.W P(0)
# expect: ValueError <flag 'P'> invalid value 8
# expect:     given 0b0 1000
# expect:   allowed 0b0 0111
# expect: TypeError unsupported operand type(s) for |: 'P' and 'int'
# expect: TypeError unsupported operand type(s) for 'in': 'int' and 'P'
# expect: ValueError 'x' is not a valid P
# expect: 3 <I.A|B: 3> <I.A|8: 9> 16 <I: 16> <I.B: 2> 2 <I.A|12: 13> <I.A|B: 3>
# expect: <C.A|B: 3> <C: 0>
# expect: 7
# expect: [<A.X: 1>, <A.Y: 2>, <A.Z: 3>] __main__ <enum 'A'>
# expect: [<B.P: 5>, <B.Q: 6>] mm a.B
# expect: [<B.P: 5>, <B.Q: 6>]
# expect: [<D.u: 5>, <D.v: 6>] 6
# expect: ValueError duplicate values found in <enum 'Color'>: CRIMSON -> RED
# expect: 5.9 Planet.EARTH Planet.MARS
# expect: ValueError 'x' is not a valid Planet
# expect: TypeError error in Bad._missing_: returned 5 instead of None or a valid member
# expect: KeyError 'zz'
# expect: P.X PY
# expect: [<Day.MON: 'MON'>, <Day.TUE: 'TUE'>]
# expect: True True False True 1
# expect: TypeError '<' not supported between instances of 'Color' and 'Color'
# expect: True False True False
# expect: [<W.L: [1, 2]>] 5 W.L <class '__main__.W.Inner'>
# expect: [<O.A: 1>, <O.B: 2>]
# expect: TypeError member order does not match _order_:
# expect:   ['A', 'B']
# expect:   ['B', 'A']
# expect: TypeError <enum 'Enum'> has no members; specify `names=()` if you meant to create a new, empty, enum
# expect: TypeError <enum 'Empty'> has no members; specify `names=()` if you meant to create a new, empty, enum
# expect: [<E2.A: 1>] [<Color.GREEN: 2>, <Color.RED: 1>]
# expect: ValueError invalid enum 'V': missing values 2, 3
# expect: ValueError invalid Flag 'V': alias B is missing combined values of 0xe [use enum.show_flag_values(value) for details]
# expect: RED 1 RED ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'describe', 'name', 'pretty', 'value'] ['GREEN', 'RED', '__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__']
# expect: auto(_auto_null) auto(3)
# expect: r
# expect: MyF.PI <MyF.PI: 3.5> 7.0
# expect: Shape.SQ <Shape.SQ: 'sq'> Shape.SQ Shape.SQ True asq
# expect: [<Neg.B: 1>]
# expect: [<Cp.A: 1>, <Cp.name: 3>, <Cp.value: 4>] A Cp.name
# expect: TypeError unable to increment 'x'
# expect match: TypeError too many data types for 'X': \{<class '(int|str)'>, <class '(int|str)'>\}
# expect: TypeError new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`
