# Dataclasses: what is generated from which arguments, inheritance, errors.
# needs-python: 3.13
from dataclasses import *
import dataclasses
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 0
    def dist(self): return (self.x**2+self.y**2)**.5
print(P(1), P(1,2)==P(1,2), P(1)!=P(2), P(3,4).dist(), P.__doc__, P.__match_args__)
t(P); t(P,1,2,3); t(P,z=1); t(hash,P(1)); t(lambda: P(1)<P(2)); t(lambda: P(1)==5)
@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
print(V(1,2)<V(1,3), sorted([V(2),V(1,5),V(1)]), hash(V(1))==hash(V(1)), V(1).tags, V.__doc__)
def f(): v=V(1); v.major=3
t(f)
def f(): v=V(1); del v.major
t(f)
def f(): v=V(1); v.other=3
t(f)
def f():
    @dataclass
    class M:
        l: list = []
t(f)
def f():
    @dataclass
    class M:
        a: int = 1
        b: int
t(f)
@dataclass
class Base:
    a: int
    b: str = 'b'
@dataclass
class Child(Base):
    c: float = 2.5
    a: int = 10
print(Child(), Child(1,'z',3.0), [f.name for f in fields(Child)])
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int
print(K(1,c=5)); t(K,1,2,3)
@dataclass(kw_only=True)
class K2:
    a: int
    b: int = field(default=3, kw_only=False)
print(K2(4,a=5), K2.__match_args__)
@dataclass
class I:
    x: int
    scale: InitVar[int] = 2
    y: int = field(init=False)
    def __post_init__(self, scale): self.y = self.x*scale
print(I(3), I(3,5), I.__dataclass_fields__['scale'].type)
print(asdict(P(1,2)), astuple(P(1,2)))
@dataclass
class T:
    items: list
    m: dict
    p: P
print(asdict(T([P(1)], {'k':P(2)}, P(3))), astuple(T([P(1)], {'k':P(2)}, P(3))))
print(asdict(P(1,2), dict_factory=lambda x: sorted(x, reverse=True)))
print(replace(P(1,2), y=9)); t(replace, P(1), z=3); t(replace, I(3), y=2); t(replace, 5)
t(asdict, 5); t(fields, 5); print(is_dataclass(P), is_dataclass(P(1)), is_dataclass(5), is_dataclass(int))
@dataclass(slots=True)
class S:
    x: int
    y: int = 3
    def me(self): return 5,
s=S(1); print(s, S.__slots__, hasattr(s,'__dict__'), s.me()[0])
def f(): s.z=3
t(f)
@dataclass(slots=True, frozen=True)
class SF:
    x: int
print(SF(1), hash(SF(1))==hash(SF(1)))
def f(): SF(1).x=3
t(f)
M = make_dataclass('M', [('x', int), 'y', ('z', int, field(default=5))], namespace={'dbl': lambda self: self.x*2})
print(M(1,2), M(1,2).dbl(), M.__module__)
t(make_dataclass,'Q',['a','a']); t(make_dataclass,'Q',['1a']); t(make_dataclass,'Q',['for']); t(make_dataclass,'Q',[(1,2,3,4)])
@dataclass(eq=False)
class NE: x: int
print(NE(1)==NE(1), NE.__hash__ is object.__hash__)
@dataclass(unsafe_hash=True)
class UH: x: int
print(hash(UH(1))==hash((1,)))
def f():
    @dataclass(unsafe_hash=True)
    class U:
        x: int
        def __hash__(self): return 3
t(f)
def f():
    @dataclass(order=True, eq=False)
    class U: x: int
t(f)
def f():
    @dataclass(order=True)
    class U:
        x: int
        def __lt__(self,o): return 3
t(f)
@dataclass(frozen=True)
class FB: x: int
def f():
    @dataclass
    class U(FB): y: int
t(f)
def f():
    @dataclass(frozen=True)
    class U(P): z: int = 4
t(f)
def f():
    @dataclass
    class U:
        x = field(default=3)
t(f)
t(field, default=1, default_factory=list)
@dataclass
class Rec:
    next: object = None
r=Rec(); r.next=r; print(r)
@dataclass
class R2:
    x: int
    def __repr__(self): return 'custom'
print(R2(1))
match P(1,2):
    case P(a, b): print('match', a, b)
print(P.__init__.__annotations__, P.__init__.__qualname__, P.__init__.__name__, P.__eq__.__qualname__)
@dataclass
class Meta: x: int = field(default=1, metadata={'u':'cm'})
print(fields(Meta)[0].metadata['u'], fields(Meta)[0].default, fields(Meta)[0].default_factory is MISSING, fields(Meta)[0].kw_only)
@dataclass
class St:
    x: 'int'
    y: 'InitVar[int]'
    def __post_init__(self, y): self.x += y
print(St(1,2), fields(St)[0].type)
class D:
    def __set_name__(self, o, n): print('set_name', n)
    def __get__(self, o, c):
        if o is None: return 7
        return o._v
    def __set__(self, o, v): o._v = v*2
@dataclass
class Desc:
    x: int = D()
print(Desc().x, Desc(5).x)
@dataclass(repr=False)
class NR: x:int
print('NR object' in repr(NR(1)))
@dataclass(init=False)
class NI:
    x:int = 3
print(NI(), NI.__doc__)
print(KW_ONLY.__class__.__name__, repr(InitVar[int]), repr(InitVar[list[int]]))
class Gen(list): pass
@dataclass
class G2:
    a: Gen
print(asdict(G2(Gen([P(1)]))))
# expect: P(x=1, y=0) True True 5.0 P(x: int, y: int = 0) ('x', 'y')
# expect: TypeError P.__init__() missing 1 required positional argument: 'x'
# expect: TypeError P.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: TypeError P.__init__() got an unexpected keyword argument 'z'
# expect: TypeError unhashable type: 'P'
# expect: TypeError '<' not supported between instances of 'P' and 'P'
# expect: False
# expect: True [V(major=1, minor=0), V(major=1, minor=5), V(major=2, minor=0)] True [] V(major: int, minor: int = 0, tags: list = <factory>)
# expect: FrozenInstanceError cannot assign to field 'major'
# expect: FrozenInstanceError cannot delete field 'major'
# expect: FrozenInstanceError cannot assign to field 'other'
# expect: ValueError mutable default <class 'list'> for field l is not allowed: use default_factory
# expect: TypeError non-default argument 'b' follows default argument 'a'
# expect: Child(a=10, b='b', c=2.5) Child(a=1, b='z', c=3.0) ['a', 'b', 'c']
# expect: K(a=1, b=3, c=5)
# expect: TypeError K.__init__() takes 2 positional arguments but 4 were given
# expect: K2(a=5, b=4) ('b',)
# expect: I(x=3, y=6) I(x=3, y=15) dataclasses.InitVar[int]
# expect: {'x': 1, 'y': 2} (1, 2)
# expect: {'items': [{'x': 1, 'y': 0}], 'm': {'k': {'x': 2, 'y': 0}}, 'p': {'x': 3, 'y': 0}} ([(1, 0)], {'k': (2, 0)}, (3, 0))
# expect: [('y', 2), ('x', 1)]
# expect: P(x=1, y=9)
# expect: TypeError P.__init__() got an unexpected keyword argument 'z'
# expect: TypeError field y is declared with init=False, it cannot be specified with replace()
# expect: TypeError replace() should be called on dataclass instances
# expect: TypeError asdict() should be called on dataclass instances
# expect: TypeError must be called with a dataclass type or instance
# expect: True True False False
# expect: S(x=1, y=3) ('x', 'y') False 5
# expect: AttributeError 'S' object has no attribute 'z' and no __dict__ for setting new attributes
# expect: SF(x=1) True
# expect: FrozenInstanceError cannot assign to field 'x'
# expect: M(x=1, y=2, z=5) 2 __main__
# expect: TypeError Field name duplicated: 'a'
# expect: TypeError Field names must be valid identifiers: '1a'
# expect: TypeError Field names must not be keywords: 'for'
# expect: TypeError Invalid field: (1, 2, 3, 4)
# expect: False True
# expect: True
# expect: TypeError Cannot overwrite attribute __hash__ in class U
# expect: ValueError eq must be true if order is true
# expect: TypeError Cannot overwrite attribute __lt__ in class U Consider using functools.total_ordering
# expect: TypeError cannot inherit non-frozen dataclass from a frozen one
# expect: TypeError cannot inherit frozen dataclass from a non-frozen one
# expect: TypeError 'x' is a field but has no type annotation
# expect: ValueError cannot specify both default and default_factory
# expect: Rec(next=...)
# expect: custom
# expect: match 1 2
# expect: {'x': <class 'int'>, 'y': <class 'int'>, 'return': None} P.__init__ __init__ P.__eq__
# expect: cm 1 True False
# expect: St(x=3) int
# expect: set_name x
# expect: 14 10
# expect: True
# expect: NI(x=3) NI()
# expect: _KW_ONLY_TYPE dataclasses.InitVar[int] dataclasses.InitVar[list[int]]
# expect: {'a': [{'x': 1, 'y': 0}]}
