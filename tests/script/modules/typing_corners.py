# Corners of typing: protocols among abstract classes, recursive hints, aliases in aliases.
# needs-python: 3.13
import copy
from collections.abc import Sized
from typing import Callable, List, Protocol, get_type_hints, runtime_checkable


class SizedThing(Sized, Protocol):
    name: str


print(isinstance(3, Sized), isinstance([], Sized), issubclass(int, Sized))
# expect: False True False
print(list[List[int]], list[Callable[[int], str]], dict[str, List[Callable[..., int]]])
# expect: list[typing.List[int]] list[typing.Callable[[int], str]] dict[str, typing.List[typing.Callable[..., int]]]
print(copy.deepcopy(Callable[[int, str], bool]), copy.copy(List[int]), copy.copy(list[int]))
# expect: typing.Callable[[int, str], bool] typing.List[int] list[int]


class First(Protocol):
    def f(self): ...


class Second(First, Protocol):
    def __init__(self):
        super().__init__()
        self.made = True


class Real(Second):
    def __init__(self):
        super().__init__()


print(Real().made)
# expect: True


@runtime_checkable
class Named(Protocol):
    name: str


class WithName:
    name = "x"


class Without:
    pass


late = Without()
print(isinstance(WithName(), Named), isinstance(late, Named))
# expect: True False
late.name = "now"
print(isinstance(late, Named))
# expect: True
try:
    issubclass(WithName, Named)
except TypeError as error:
    print(error)
# expect: Protocols with non-method members don't support issubclass(). Non-method members: 'name'.


class Private[__T]:
    kept = __T

    def same(self, x: __T) -> __T:
        return x


print(Private.__type_params__, Private.same.__annotations__)
# expect: (__T,) {'x': __T, 'return': __T}


class Base:
    pass


class Generic_[T](Base):
    value: list[T]


print(Generic_[int].__args__, get_type_hints(Generic_))
# expect: (<class 'int'>,) {'value': list[T]}
for value in (None, 3):
    try:
        print(value | None)
    except TypeError as error:
        print(error)
# expect: unsupported operand type(s) for |: 'NoneType' and 'NoneType'
# expect: unsupported operand type(s) for |: 'int' and 'NoneType'
