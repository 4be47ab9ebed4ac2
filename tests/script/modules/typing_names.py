# What annotations are made of.
# needs-python: 3.14
from typing import *
import typing
T=TypeVar("T"); U=TypeVar("U"); P=ParamSpec("P")
print(List[int], Dict[str,int], Optional[int].__args__, Tuple[int,...], Tuple[()], Callable[[int],str], Callable[...,int], Type[int], Any, ClassVar[int], Literal["a",1], Final[int])
# expect: typing.List[int] typing.Dict[str, int] (<class 'int'>, <class 'NoneType'>) typing.Tuple[int, ...] typing.Tuple[()] typing.Callable[[int], str] typing.Callable[..., int] typing.Type[int] typing.Any typing.ClassVar[int] typing.Literal['a', 1] typing.Final[int]
print(get_origin(List[int]), get_args(Dict[str,int]), get_origin(Union[int,str]) is Union, get_args(Callable[[int],str]), get_origin(list[int]), get_args(Optional[int]), get_origin(Annotated[int,1]), get_args(Annotated[int,1]))
# expect: <class 'list'> (<class 'str'>, <class 'int'>) True ([<class 'int'>], <class 'str'>) <class 'list'> (<class 'int'>, <class 'NoneType'>) typing.Annotated (<class 'int'>, 1)
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T]=[]
    def push(self, x: T) -> None: self.items.append(x)
s=Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, s.__orig_class__, Stack.__orig_bases__)
# expect: [1] __main__.Stack[int] (~T,) __main__.Stack[int] (typing.Generic[~T],)
class Pair(Stack[T], Generic[T,U]): pass
print(Pair.__parameters__, Pair[int,str])
# expect: (~T, ~U) __main__.Pair[int, str]
try: Pair[int]
except TypeError as e: print(e)
# expect: Too few arguments for <class '__main__.Pair'>; actual 1, expected at least 2
try: Stack[int][str]
except TypeError as e: print(e)
# expect: __main__.Stack[int] is not a generic class
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
print(isinstance(F(), Closer), isinstance(3, Closer), issubclass(F, Closer))
# expect: True False True
try: Closer()
except TypeError as e: print(e)
# expect: Protocols cannot be instantiated
class NP(Protocol):
    x: int
try: isinstance(3, NP)
except TypeError as e: print(e)
# expect: Instance and class checks can only be used with @runtime_checkable protocols
class Impl(NP):
    def __init__(self): self.x=3
print(Impl().x)
# expect: 3
class TD(TypedDict, total=False):
    a: int
    b: Required[str]
print(TD(a=1), TD.__required_keys__, TD.__optional_keys__, TD.__total__, is_typeddict(TD))
# expect: {'a': 1} frozenset({'b'}) frozenset({'a'}) False True
def f(a: int, b: "str" = "x", *, c: Optional["Stack"] = None) -> None: ...
print(get_type_hints(f))
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'c': __main__.Stack | None, 'return': <class 'NoneType'>}
class K:
    x: int
    y: "K"
    z: ClassVar[int] = 3
print(get_type_hints(K))
# expect: {'x': <class 'int'>, 'y': <class '__main__.K'>, 'z': typing.ClassVar[int]}
UserId = NewType("UserId", int); print(UserId(5), UserId, UserId.__supertype__)
# expect: 5 __main__.UserId <class 'int'>
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(len(get_overloads(g)), g(3), cast(int,"a"), TYPE_CHECKING)
# expect: 2 3 a False
print(T, P, P.args, TypeVar("X", bound=int).__bound__, TypeVar("Y", int, str).__constraints__, TypeVar("Z", covariant=True))
# expect: ~T ~P P.args <class 'int'> (<class 'int'>, <class 'str'>) +Z
print(list[T][int], dict[str,T].__parameters__, dict[str, list[T]][int], Union[int,T], Union[T,str][int], Optional[T][int])
# expect: list[int] (~T,) dict[str, list[int]] int | ~T int | str int | None
print(Callable[P,T], Callable[P,T][[int,str],bool], Concatenate[int,P], Annotated[List[T], "x"][int])
# expect: typing.Callable[~P, ~T] typing.Callable[[int, str], bool] typing.Concatenate[int, ~P] typing.Annotated[typing.List[int], 'x']
for bad in (lambda: List[int,str], lambda: Optional[int,str], lambda: Any(), lambda: Union[()], lambda: isinstance([], List[int]), lambda: List[int](), lambda: Generic[int], lambda: NoReturn[int], lambda: Dict[int], lambda: Callable[int], lambda: isinstance(3, Any), lambda: Generic[T,T], lambda: TypeVar("T", int), lambda: assert_never(3), lambda: Literal(), lambda: Annotated[int], lambda: List()):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# expect: TypeError Too many arguments for typing.List; actual 2, expected 1
# expect: TypeError typing.Optional requires a single type. Got (<class 'int'>, <class 'str'>).
# expect: TypeError Any cannot be instantiated
# expect: TypeError Cannot take a Union of no types.
# expect: TypeError Subscripted generics cannot be used with class and instance checks
# expect: TypeError Type List cannot be instantiated; use list() instead
# expect: TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.
# expect: TypeError typing.NoReturn is not subscriptable
# expect: TypeError Too few arguments for typing.Dict; actual 1, expected 2
# expect: TypeError Callable must be used as Callable[[arg, ...], result].
# expect: TypeError typing.Any cannot be used with isinstance()
# expect: TypeError Parameters to Generic[...] must all be unique
# expect: TypeError A single constraint is not allowed
# expect: AssertionError Expected code to be unreachable, but got: 3
# expect: TypeError Cannot instantiate typing.Literal
# expect: TypeError Annotated[...] should be used with at least two arguments (a type and an annotation).
# expect: TypeError Type List cannot be instantiated; use list() instead
print(isinstance([], List), issubclass(list, Sequence), Literal[1,1,2], Literal[1]==Literal[1], Literal[1]==Literal[True])
# expect: True True typing.Literal[1, 2] True False
class Sub(List[int]): pass
print(Sub.__mro__[:3], Sub([1]))
# expect: (<class '__main__.Sub'>, <class 'list'>, <class 'typing.Generic'>) [1]
class It(Iterable[T]):
    def __iter__(self): return iter([])
print(It.__parameters__, It[int], list(It()))
# expect: (~T,) __main__.It[int] []
print(isinstance(3, SupportsInt), isinstance("a", SupportsInt), isinstance(3, SupportsIndex))
# expect: True False True
print(typing.Self, typing.Never, get_type_hints(Impl))
# expect: typing.Self typing.Never {'x': <class 'int'>}
@final
class Fi: pass
print(Fi.__final__, no_type_check(f) is f, get_type_hints(f))
# expect: True True {}


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)


print(Point(1), Point(3, -4).norm(), Point._fields, Point._field_defaults, Point(1)._replace(y=5), get_type_hints(Point), Point.__doc__, Point.__bases__)
# expect: Point(x=1, y=0) 7 ('x', 'y') {'y': 0} Point(x=1, y=5) {'x': <class 'int'>, 'y': <class 'int'>} A point. (<class 'tuple'>,)
Named = NamedTuple("Named", [("a", int), ("b", str)])
print(Named(1, "x"), Named.__annotations__, TypedDict("Made", {"k": int})(k=1), Point.__orig_bases__[0] is NamedTuple)
# expect: Named(a=1, b='x') {'a': <class 'int'>, 'b': <class 'str'>} {'k': 1} True
print(Optional["K"], ForwardRef("K"), Tuple[int, str].__args__, List, Mapping[str, int], Iterator[int], Generator[int,None,str])
# expect: ForwardRef('K') | None ForwardRef('K') (<class 'int'>, <class 'str'>) typing.List typing.Mapping[str, int] typing.Iterator[int] typing.Generator[int, NoneType, str]
