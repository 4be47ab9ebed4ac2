# Shallow and deep copies.
# needs-python: 3.13
import copy
from functools import partial
import operator
class P:
    def __init__(self,x): self.x=x; self.l=[1,2]
p=P(3); q=copy.copy(p); r=copy.deepcopy(p)
print(q.x, q.l is p.l, r.l is p.l, r.l, type(r) is P)
# expect: 3 True False [1, 2] True
a=[1,[2,3],{"k":(4,[5])}]; b=copy.deepcopy(a); b[1].append(9); b[2]["k"][1].append(1); print(a,b)
# expect: [1, [2, 3], {'k': (4, [5])}] [1, [2, 3, 9], {'k': (4, [5, 1])}]
x=[]; x.append(x); y=copy.deepcopy(x); print(y[0] is y, y is x)
# expect: True False
class S:
    __slots__=("a","b")
s=S(); s.a=1; t=copy.deepcopy(s); print(t.a, hasattr(t,"b"))
# expect: 1 False
class L(list): pass
l=L([1,[2]]); l.n=5; m=copy.deepcopy(l); print(type(m).__name__, m, m.n, m[1] is l[1])
# expect: L [1, [2]] 5 False
class D(dict): pass
d=D(a=[1]); e=copy.deepcopy(d); print(e, e["a"] is d["a"], type(e).__name__)
# expect: {'a': [1]} False D
class I(int): pass
i=copy.copy(I(5)); print(i, type(i).__name__)
# expect: 5 I
print(copy.deepcopy({1,2,frozenset([3])}), copy.copy(bytearray(b"x")), copy.copy(ValueError("a",1)), copy.deepcopy(ValueError("a")).args)
# expect: {frozenset({3}), 1, 2} bytearray(b'x') ('a', 1) ('a',)
class C:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
print(copy.copy(C()), copy.deepcopy([C()]))
# expect: copied ['deep']
import threading
for bad in (threading.Lock(), (z for z in ()), copy):
    for f in (copy.copy, copy.deepcopy):
        try: f(bad)
        except TypeError as ex: print(ex)
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle 'generator' object
# expect: cannot pickle 'generator' object
# expect: cannot pickle 'module' object
# expect: cannot pickle 'module' object
pp=copy.copy(partial(int, base=2)); print(pp("11"))
# expect: 3
print(copy.copy(operator.itemgetter(1))([1,2]), copy.deepcopy(operator.methodcaller("upper"))("a"))
# expect: 2 A
class G:
    def __init__(self): self.v=1
    def __getstate__(self): return {"v": 7}
    def __setstate__(self, st): self.v=st["v"]+1
print(copy.copy(G()).v)
# expect: 8
class R:
    def __init__(self, a): self.a=a
    def __reduce__(self): return (R, (self.a+1,))
print(copy.copy(R(1)).a)
# expect: 2
print(copy.deepcopy(p.__init__).__self__ is p, copy.copy(print) is print, copy.deepcopy(P) is P)
# expect: False True True
try: copy.replace(1)
except TypeError as ex: print(ex)
# expect: replace() does not support int objects
import types
print(copy.replace(types.SimpleNamespace(a=1,b=2), b=3), copy.copy(types.SimpleNamespace(a=1)), copy.copy(list[int]), copy.deepcopy(int|str))
# expect: namespace(a=1, b=3) namespace(a=1) list[int] int | str
print(p.__reduce_ex__(2)[1:3], object().__getstate__(), p.__getstate__())
# expect: ((<class '__main__.P'>,), {'x': 3, 'l': [1, 2]}) None {'x': 3, 'l': [1, 2]}
memo={}; k=[1]; copy.deepcopy(k,memo); print(len(memo))
# expect: 2
