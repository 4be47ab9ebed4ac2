# functools: partial, reduce, caches, wrappers, orderings, generic functions.
# needs-python: 3.13
import functools
from collections.abc import Mapping, Sized
from functools import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


# partial
binary = partial(int, base=2)
print(binary("101"), binary.func, binary.args, binary.keywords, binary("11", base=3))
# expect: 5 <class 'int'> () {'base': 2} 4
inner = partial(print, 1, sep="-")
outer = partial(inner, 2, end="!\n")
outer(3)
# expect: 1-2-3!
print(outer.args, outer.keywords, outer.func is print, binary)
# expect: (1, 2) {'sep': '-', 'end': '!\n'} True functools.partial(<class 'int'>, base=2)
outer.note = "x"
print(outer.note, partial(outer, 4).func is outer, partial[int])
# expect: x True functools.partial[int]
attempt(partial)
# expect: TypeError: type 'partial' takes at least one argument
attempt(partial, 3)
# expect: TypeError: the first argument must be callable


class Account:
    def __init__(self):
        self.balance = 0

    def change(self, amount, times=1):
        self.balance += amount * times
        return self.balance

    gain = partialmethod(change, 5)
    twice = partialmethod(change, times=2)

    @classmethod
    def kind(cls, prefix, suffix):
        return f"{prefix} {cls.__name__} {suffix}"

    dear = partialmethod(kind, "dear")


account = Account()
print(account.gain(), account.twice(3), account.gain(times=3), Account.dear("!"), account.dear("?"))
# expect: 5 11 26 dear Account ! dear Account ?

# reduce, cmp_to_key
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 5), reduce(max, iter([3, 9, 2]), 4))
# expect: 6 5 9
attempt(reduce, max, [])
# expect: TypeError: reduce() of empty iterable with no initial value
attempt(reduce, max, 1)
# expect: TypeError: reduce() arg 2 must support iteration
attempt(reduce, lambda a, b: a / 0, [1, 2])
# expect: ZeroDivisionError: division by zero
by_size = cmp_to_key(lambda a, b: len(a) - len(b))
print(sorted(["ccc", "a", "bb"], key=by_size), by_size("a") < by_size("bb"), by_size("x") == by_size("y"), by_size("a").obj)
# expect: ['a', 'bb', 'ccc'] True True a
attempt(lambda: by_size("a") < 3)
# expect: TypeError: other argument must be K instance
attempt(hash, by_size("a"))
# expect: TypeError: unhashable type: 'functools.KeyWrapper'


# caches
@lru_cache(maxsize=2)
def scaled(x, y=0):
    """Multiply."""
    return x * 10 + y


print(scaled(1), scaled(2), scaled(1), scaled(3), scaled(2), scaled.cache_info())
# expect: 10 20 10 30 20 CacheInfo(hits=1, misses=4, maxsize=2, currsize=2)
print(scaled.__name__, scaled.__doc__, scaled.__wrapped__(4), scaled.cache_parameters())
# expect: scaled Multiply. 40 {'maxsize': 2, 'typed': False}
scaled.cache_clear()
print(scaled.cache_info(), scaled(1, y=2), scaled(1, y=2), scaled(y=2, x=1), scaled.cache_info())
# expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) 12 12 12 CacheInfo(hits=1, misses=2, maxsize=2, currsize=2)
attempt(scaled, [])
# expect: TypeError: unhashable type: 'list'


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info())
# expect: 23416728348467685 CacheInfo(hits=78, misses=81, maxsize=None, currsize=81)


@lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(3), kind(3.0), kind(True), kind(3), kind.cache_info().hits, kind.cache_info()[1])
# expect: int float bool int 1 3


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())
# expect: 1 1 CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)


@lru_cache
def failing(x):
    raise ValueError(x)


attempt(failing, 1)
# expect: ValueError: 1
attempt(failing, 1)
# expect: ValueError: 1
print(failing.cache_info())
# expect: CacheInfo(hits=0, misses=2, maxsize=128, currsize=0)
attempt(lru_cache, maxsize="a")
# expect: TypeError: Expected first argument to be an integer, a callable, or None


class Person:
    def __init__(self, name):
        self.name = name

    @lru_cache
    def greeting(self, word):
        return f"{word} {self.name}"

    @cached_property
    def shout(self):
        "In capitals."
        print("computing")
        return self.name.upper()


ada = Person("ada")
print(ada.greeting("hi"), ada.greeting("hi"), Person.greeting.cache_info())
# expect: hi ada hi ada CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
print(ada.shout, ada.shout, ada.__dict__, Person.shout.__doc__, type(Person.shout).__name__)
# expect: computing
# expect: ADA ADA {'name': 'ada', 'shout': 'ADA'} In capitals. cached_property
del ada.shout
print(ada.shout)
# expect: computing
# expect: ADA


class Slotted:
    __slots__ = ()

    @cached_property
    def value(self):
        return 1


attempt(lambda: Slotted().value)
# expect: TypeError: No '__dict__' attribute on 'Slotted' instance to cache 'value' property.


class Equal:
    """Keys whose comparison is Python."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return 1


@lru_cache(maxsize=3)
def of_equal(key):
    return key.n


print([of_equal(Equal(n)) for n in (1, 2, 3, 1, 4, 1, 2)], of_equal.cache_info())
# expect: [1, 2, 3, 1, 4, 1, 2] CacheInfo(hits=2, misses=5, maxsize=3, currsize=3)


# wrappers
def logged(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args)

    wrapper.extra = 1
    return wrapper


@logged
def documented(x: int) -> str:
    "What it does."


print(documented.__name__, documented.__qualname__, documented.__doc__, documented.__annotations__, documented.__wrapped__.__name__, documented.extra)
# expect: documented documented What it does. {'x': <class 'int'>, 'return': <class 'str'>} documented 1


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.n < other.n


one, two = Version(1), Version(2)
print(one <= one, two > one, one >= two, one < two, two >= two, one > one)
# expect: True True False True True False
attempt(lambda: one <= 3)
# expect: TypeError: '<=' not supported between instances of 'Version' and 'int'
attempt(total_ordering, type("Plain", (), {}))
# expect: ValueError: must define at least one ordering operation: < > <= >=


# generic functions
@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(str)
def _(x):
    return "str"


@show.register
def _(x: list | tuple):
    return "sequence"


@show.register(Mapping)
def _(x):
    return "mapping"


@show.register(Sized)
def _(x):
    return "sized"


print(show(1), show(True), show("a"), show([]), show(()), show({}), show(set()), show(1.5))
# expect: int int str sequence sequence mapping sized object
print(show.dispatch(dict) is show.registry[Mapping], len(show.registry), show.__name__)
# expect: True 7 show
attempt(show)
# expect: TypeError: show requires at least 1 positional argument
attempt(show.register, 3)
# expect: TypeError: Invalid first argument to `register()`: 3. Use either `@register(some_class)` or plain `@register` on an annotated function.


class Both(Sized):
    def __len__(self):
        return 0


print(show(Both()))
# expect: sized


class Formatter:
    @singledispatchmethod
    def text(self, value):
        return "any"

    @text.register
    def _(self, value: int):
        return "int"

    @text.register
    @classmethod
    def _(cls, value: str):
        return cls.__name__


print(Formatter().text(1), Formatter().text(2.5), Formatter().text("x"))
# expect: int any Formatter
attempt(Formatter().text)
# expect: TypeError: text requires at least 1 positional argument
