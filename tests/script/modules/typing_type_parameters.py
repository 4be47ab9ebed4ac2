# Type parameters at run time: def f[T], class C[T], type X = ... (PEP 695, PEP 696).
# needs-python: 3.13
import typing
from typing import Callable, Generic, TypeAliasType, TypeVar, get_type_hints


def first[T](items: list[T]) -> T:
    return items[0]


print(first([3]), first.__type_params__, get_type_hints(first), type(first.__type_params__[0]) is TypeVar)
# expect: 3 (T,) {'items': list[T], 'return': T} True
T, = first.__type_params__
print(T, T.__name__, T.__bound__, T.__constraints__, T.__infer_variance__, T.__covariant__, T.has_default(), T.__default__, T.__module__)
# expect: T T None () True False False typing.NoDefault typing


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def map[U](self, function: Callable[[T], U]) -> "Stack[U]":
        mapped = Stack[U]()
        for item in self.items:
            mapped.push(function(item))
        return mapped


stack = Stack[int]()
stack.push(2)
print(stack.items, stack.map(str).items, Stack.__type_params__, Stack.__parameters__, Stack[int], Stack.__orig_bases__, Stack.__bases__, stack.__orig_class__)
# expect: [2] ['2'] (T,) (T,) __main__.Stack[int] (typing.Generic[T],) (<class 'typing.Generic'>,) __main__.Stack[int]
print(Stack.map.__type_params__, issubclass(Stack, Generic))
# expect: (U,) True


class Child[K, V: (int, str)](Stack[K], dict[K, V]):
    kind = "child"


print(Child.__type_params__, Child[int, str], Child.__type_params__[1].__constraints__, Child.kind, Child.__mro__[1:4])
# expect: (K, V) __main__.Child[int, str] (<class 'int'>, <class 'str'>) child (<class '__main__.Stack'>, <class 'dict'>, <class 'typing.Generic'>)


def bounded[N: (int, float), S: str, **P, *Ts](n: N, s: S, f: Callable[P, N], *args: *Ts) -> tuple[*Ts]:
    return args


print(bounded(1, "a", len, 2, 3), bounded.__type_params__, [type(p).__name__ for p in bounded.__type_params__])
# expect: (2, 3) (N, S, P, Ts) ['TypeVar', 'TypeVar', 'ParamSpec', 'TypeVarTuple']
N, S, P, Ts = bounded.__type_params__
print(N.__constraints__, S.__bound__, P.args, P.kwargs, S.__constraints__)
# expect: (<class 'int'>, <class 'float'>) <class 'str'> P.args P.kwargs ()

# bounds are worked out when somebody asks for them
def late[T: Undefined](x: T) -> T:
    return x


print(late(1))
# expect: 1
try:
    late.__type_params__[0].__bound__
except NameError as error:
    print(error)
# expect: name 'Undefined' is not defined
Undefined = int
print(late.__type_params__[0].__bound__)
# expect: <class 'int'>

type Number = int | float
type Pair[A] = tuple[A, A]
type Tree = dict[str, Tree] | None
type Wrong = missing
print(Number, Number.__value__, Pair, Pair[int], Pair.__type_params__, Pair.__value__, Pair[int].__origin__ is Pair, Tree.__value__, type(Number) is TypeAliasType, Number.__name__, Number.__module__)
# expect: Number int | float Pair Pair[int] (A,) tuple[A, A] True dict[str, Tree] | None True Number __main__
try:
    Wrong.__value__
except NameError as error:
    print(error)
# expect: name 'missing' is not defined
try:
    isinstance(1, Number)
except TypeError as error:
    print(error)
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
try:
    Number[int]
except TypeError as error:
    print(error)
# expect: Only generic type aliases are subscriptable


def with_default[T = int, *Ts = *tuple[int, ...], **P = [int]](x: T) -> T:
    return x


print([p.__default__ for p in with_default.__type_params__], [p.has_default() for p in with_default.__type_params__])
# expect: [<class 'int'>, *tuple[int, ...], [<class 'int'>]] [True, True, True]


class Box[T = str]:
    pass


print(Box[int], Box.__type_params__[0].__default__)
# expect: __main__.Box[int] <class 'str'>


def local_class(limit):
    class Inner[T]:
        size = limit

        def get(self) -> T:
            return __class__

    return Inner


print(local_class(4).size, local_class(1)().get().__name__, local_class(2).__type_params__)
# expect: 4 Inner (T,)


@lambda f: f
def decorated[T](x: T = 5, *, y: T = 6) -> T:
    return x, y


print(decorated(), decorated.__type_params__, decorated.__defaults__, decorated.__kwdefaults__)
# expect: (5, 6) (T,) (5,) {'y': 6}
