# inspect: kinds of objects, signatures, source, frames.
# needs-python: 3.13
import inspect, functools
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
def f(a, b: int = 3, /, c=5, *args: str, d, e: 'x' = 1, **kw) -> list[int]:
    """Doc of f.

        indented
    """
    return [
        a,
    ]
class C:
    """C doc"""
    x = 1

    def __init__(self, p, q=2): pass
    def m(self, z: int) -> None:
        s = """text
not the end
"""
        return s
    @classmethod
    def cm(cls, w): pass
    @staticmethod
    def sm(v): pass

    @property
    def prop(self): return 1
class D(C): pass
lam = lambda x, *, y=2: x
@functools.wraps(f)
def wrapped(*a): return f(*a)
def gen(): yield 1
async def co(): pass
print(inspect.signature(f), repr(inspect.signature(f)), inspect.signature(C), inspect.signature(D), inspect.signature(C(1).m), inspect.signature(C.m), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(lam), inspect.signature(wrapped), inspect.signature(gen))
print([ (p.name, p.kind.name, p.kind.description, p.default is p.empty) for p in inspect.signature(f).parameters.values()]); print(repr(inspect.signature(f).parameters['b']), inspect.signature(f).return_annotation)
print(inspect.signature(functools.partial(f, 1, d=4)), inspect.signature(functools.partial(lambda a,b,c: 0, b=1)))
b = inspect.signature(f).bind(1, 2, 3, 4, d=5, zz=6); print(b, b.args, b.kwargs, b.arguments); b = inspect.signature(f).bind(1, d=2); b.apply_defaults(); print(b)
t(inspect.signature(lam).bind); t(inspect.signature(lam).bind, 1, 2); t(inspect.signature(lam).bind, 1, q=2); t(inspect.signature(lam).bind, 1, x=2); t(inspect.signature, 5); t(inspect.signature(f).bind, 1)
print(inspect.isfunction(f), inspect.isfunction(len), inspect.isbuiltin(len), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.ismethod(C.m), inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.iscoroutinefunction(co), inspect.ismodule(inspect), inspect.isroutine(str.join), inspect.isdatadescriptor(C.prop), inspect.iscode(f.__code__), inspect.isframe(inspect.currentframe()))
print(inspect.getsource(f)); print(inspect.getsource(C.m)); print(inspect.getsource(C)); print(inspect.getsource(lam)); print(inspect.getsourcelines(gen)); print(inspect.getdoc(f)); print(inspect.getdoc(C)); print(inspect.getsource(C.cm), inspect.getsource(wrapped)[:10])
def deep(): return [(fi.function, fi.lineno, fi.code_context, fi.index) for fi in inspect.stack()]
print(deep()[0][0]); print(inspect.currentframe().f_lineno, inspect.getframeinfo(inspect.currentframe()).code_context)
try: [][1]
except IndexError: print([(i.function, i.lineno) for i in inspect.trace()])
print([n for n, v in inspect.getmembers(C, inspect.isfunction)], inspect.getmodule(f).__name__, inspect.getfile(f) == __file__, inspect.unwrap(wrapped) is f, inspect.getmro(D))
g = gen(); print(inspect.getgeneratorstate(g)); next(g); print(inspect.getgeneratorstate(g)); list(g); print(inspect.getgeneratorstate(g))
t(inspect.Parameter, '1a', inspect.Parameter.KEYWORD_ONLY); t(inspect.Parameter, 'for', inspect.Parameter.KEYWORD_ONLY); t(inspect.Signature, [inspect.Parameter('a', 3), inspect.Parameter('b', 1)]); print(inspect.signature(f) == inspect.signature(wrapped), inspect.cleandoc(' a\n   b\n    c\n\n')); co().close()
# expect: (a, b: int = 3, /, c=5, *args: str, d, e: 'x' = 1, **kw) -> list[int] <Signature (a, b: int = 3, /, c=5, *args: str, d, e: 'x' = 1, **kw) -> list[int]> (p, q=2) (p, q=2) (z: int) -> None (self, z: int) -> None (w) (v) (x, *, y=2) (a, b: int = 3, /, c=5, *args: str, d, e: 'x' = 1, **kw) -> list[int] ()
# expect: [('a', 'POSITIONAL_ONLY', 'positional-only', True), ('b', 'POSITIONAL_ONLY', 'positional-only', False), ('c', 'POSITIONAL_OR_KEYWORD', 'positional or keyword', False), ('args', 'VAR_POSITIONAL', 'variadic positional', True), ('d', 'KEYWORD_ONLY', 'keyword-only', True), ('e', 'KEYWORD_ONLY', 'keyword-only', False), ('kw', 'VAR_KEYWORD', 'variadic keyword', True)]
# expect: <Parameter "b: int = 3"> list[int]
# expect: (b: int = 3, /, c=5, *args: str, d=4, e: 'x' = 1, **kw) -> list[int] (a, *, b=1, c)
# expect: <BoundArguments (a=1, b=2, c=3, args=(4,), d=5, kw={'zz': 6})> (1, 2, 3, 4) {'d': 5, 'zz': 6} {'a': 1, 'b': 2, 'c': 3, 'args': (4,), 'd': 5, 'kw': {'zz': 6}}
# expect: <BoundArguments (a=1, b=3, c=5, args=(), d=2, e=1, kw={})>
# expect: TypeError missing a required argument: 'x'
# expect: TypeError too many positional arguments
# expect: TypeError got an unexpected keyword argument 'q'
# expect: TypeError multiple values for argument 'x'
# expect: TypeError 5 is not a callable object
# expect: TypeError missing a required argument: 'd'
# expect: True False True True True False True True True True True True True True
# expect: def f(a, b: int = 3, /, c=5, *args: str, d, e: 'x' = 1, **kw) -> list[int]:
# expect:     """Doc of f.
# expect:
# expect:         indented
# expect:     """
# expect:     return [
# expect:         a,
# expect:     ]
# expect:
# expect:     def m(self, z: int) -> None:
# expect:         s = """text
# expect: not the end
# expect: """
# expect:         return s
# expect:
# expect: class C:
# expect:     """C doc"""
# expect:     x = 1
# expect:
# expect:     def __init__(self, p, q=2): pass
# expect:     def m(self, z: int) -> None:
# expect:         s = """text
# expect: not the end
# expect: """
# expect:         return s
# expect:     @classmethod
# expect:     def cm(cls, w): pass
# expect:     @staticmethod
# expect:     def sm(v): pass
# expect:
# expect:     @property
# expect:     def prop(self): return 1
# expect:
# expect: lam = lambda x, *, y=2: x
# expect:
# expect: (['def gen(): yield 1\n'], 36)
# expect: Doc of f.
# expect:
# expect: indented
# expect: C doc
# expect:     @classmethod
# expect:     def cm(cls, w): pass
# expect:  def f(a, b
# expect: deep
# expect: 46 ['print(deep()[0][0]); print(inspect.currentframe().f_lineno, inspect.getframeinfo(inspect.currentframe()).code_context)\n']
# expect: [('<module>', 47)]
# expect: ['__init__', 'm', 'sm'] __main__ True True (<class '__main__.D'>, <class '__main__.C'>, <class 'object'>)
# expect: GEN_CREATED
# expect: GEN_SUSPENDED
# expect: GEN_CLOSED
# expect: ValueError '1a' is not a valid parameter name
# expect: ValueError 'for' is not a valid parameter name
# expect: ValueError wrong parameter order: keyword-only parameter before positional or keyword parameter
# expect: True a
# expect: b
# expect:  c
