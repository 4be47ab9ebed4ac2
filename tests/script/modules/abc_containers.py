# collections.abc: what recognises what, and the methods that the classes bring along.
# needs-python: 3.12
from collections.abc import *
import collections.abc


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def generator():
    yield 1


samples = [1, "a", b"b", [], (), {}, set(), frozenset(), range(3), iter([]), generator(), {}.keys(), {}.items(), {}.values(), len, object()]
for cls in (Hashable, Iterable, Iterator, Generator, Reversible, Sized, Container, Collection, Callable, Set, MutableSet, Mapping, MutableMapping, Sequence, MutableSequence, KeysView, ItemsView, ValuesView):
    print(cls.__name__, "".join("x" if isinstance(sample, cls) else "." for sample in samples))
# expect: Hashable xxx.x..xxxx..xxx
# expect: Iterable .xxxxxxxxxxxxx..
# expect: Iterator .........xx.....
# expect: Generator ..........x.....
# expect: Reversible .xxxxx..x..xxx..
# expect: Sized .xxxxxxxx..xxx..
# expect: Container .xxxxxxxx..xxx..
# expect: Collection .xxxxxxxx..xxx..
# expect: Callable ..............x.
# expect: Set ......xx...xx...
# expect: MutableSet ......x.........
# expect: Mapping .....x..........
# expect: MutableMapping .....x..........
# expect: Sequence .xxxx...x.......
# expect: MutableSequence ...x............
# expect: KeysView ...........x....
# expect: ItemsView ............x...
# expect: ValuesView .............x..


class Letters(Sequence):
    def __init__(self, text):
        self.text = text

    def __len__(self):
        return len(self.text)

    def __getitem__(self, index):
        return self.text[index]


letters = Letters("banana")
print(list(letters), "n" in letters, "x" in letters, list(reversed(letters)), letters.index("n"), letters.index("n", 3), letters.count("a"))
# expect: ['b', 'a', 'n', 'a', 'n', 'a'] True False ['a', 'n', 'a', 'n', 'a', 'b'] 2 4 3
attempt(letters.index, "z")
# expect: ValueError: 
attempt(Sequence)
# expect: TypeError: Can't instantiate abstract class Sequence without an implementation for abstract methods '__getitem__', '__len__'
attempt(MutableMapping)
# expect: TypeError: Can't instantiate abstract class MutableMapping without an implementation for abstract methods '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__'


class Stack(MutableSequence):
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def insert(self, index, value):
        self.items.insert(index, value)


stack = Stack()
stack.append(1)
stack.extend([2, 3])
stack += (4, 5)
print(stack.items, stack.pop(), stack.pop(0), stack.items)
# expect: [2, 3, 4] 5 1 [2, 3, 4]
stack.reverse()
stack.remove(3)
print(stack.items)
# expect: [4, 2]
stack.clear()
print(len(stack))
# expect: 0
attempt(stack.pop)
# expect: IndexError: list index out of range


class Ids(MutableSet):
    def __init__(self, values=()):
        self.values = list(dict.fromkeys(values))

    def __contains__(self, value):
        return value in self.values

    def __iter__(self):
        return iter(self.values)

    def __len__(self):
        return len(self.values)

    def add(self, value):
        if value not in self.values:
            self.values.append(value)

    def discard(self, value):
        if value in self.values:
            self.values.remove(value)


a, b = Ids([1, 2, 3]), Ids([3, 4])
print(list(a | b), list(a & b), list(a - b), list(a ^ b), a.isdisjoint(b), a <= b, Ids([3]) < a, a >= Ids([1]), a > b, a == Ids([3, 2, 1]), a == {1, 2, 3}, a != b)
# expect: [1, 2, 3, 4] [3] [1, 2] [1, 2, 4] False False True True False True True True
print(list([9] | a), list({1} & a), list({1, 9} - a))
# expect: [1, 2, 3, 9] [1] [9]
a |= b
a -= [1]
a ^= [2, 7]
print(list(a))
# expect: [3, 4, 7]
a &= [3, 7]
print(list(a), a.pop(), list(a))
# expect: [3, 7] 3 [7]
attempt(a.remove, 99)
# expect: KeyError: 99
attempt(Ids().pop)
# expect: KeyError: 
attempt(hash, a)
# expect: TypeError: unhashable type: 'Ids'


class Squares(Mapping):
    def __getitem__(self, key):
        if key not in (1, 2):
            raise KeyError(key)
        return key * key

    def __iter__(self):
        return iter((1, 2))

    def __len__(self):
        return 2


squares = Squares()
print(squares.get(2), squares.get(5), squares.get(5, "none"), 1 in squares, dict(squares), squares == {1: 1, 2: 4}, list(squares.keys()), list(squares.values()), list(squares.items()))
# expect: 4 None none True {1: 1, 2: 4} True [1, 2] [1, 4] [(1, 1), (2, 4)]
print(squares.keys() & {1, 9}, (2, 4) in squares.items(), 4 in squares.values(), len(squares.keys()))
# expect: {1} True True 2
attempt(reversed, squares)
# expect: TypeError: 'Squares' object is not reversible
match squares:
    case {1: one, **rest}:
        print("mapping", one, rest)
# expect: mapping 1 {2: 4}
match letters:
    case [first, *others]:
        print("sequence", first, len(others))
# expect: sequence b 5
match Ids():
    case [*_] | {}:
        print("wrong")
    case _:
        print("neither")
# expect: neither


class Chest(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


chest = Chest({"a": 1}, b=2)
chest.update([("c", 3)])
print(chest.data, chest.pop("a"), chest.pop("x", None), chest.setdefault("d", 4), chest.setdefault("b", 9), chest.popitem(), chest.data)
# expect: {'c': 3, 'd': 4} 1 None 4 2 ('b', 2) {'c': 3, 'd': 4}
attempt(chest.pop, "missing")
# expect: KeyError: 'missing'
chest.clear()
attempt(chest.popitem)
# expect: KeyError: 


class Countdown(Generator):
    def __init__(self):
        self.n = 3

    def send(self, value):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n

    def throw(self, typ, val=None, tb=None):
        super().throw(typ, val, tb)


print(list(Countdown()), Countdown().close())
# expect: [2, 1, 0] None
print(Callable[[int, str], bool], Callable[..., int], Callable[[int], str].__args__, Iterable[int], Mapping[str, int], Callable[[], None])
# expect: collections.abc.Callable[[int, str], bool] collections.abc.Callable[..., int] (<class 'int'>, <class 'str'>) collections.abc.Iterable[int] collections.abc.Mapping[str, int] collections.abc.Callable[[], None]
attempt(lambda: Callable[int])
# expect: TypeError: Callable must be used as Callable[[arg, ...], result].
attempt(lambda: Callable[int, str])
# expect: TypeError: Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got <class 'int'>


class NotIterable:
    __iter__ = None


print(isinstance(NotIterable(), Iterable), issubclass(list, Hashable), collections.abc.Sequence.__module__)
# expect: False False collections.abc
from collections import OrderedDict, deque

match deque("ab"):
    case [a, b]:
        print("deque", a, b, isinstance(deque(), MutableSequence), isinstance(OrderedDict(), MutableMapping))
# expect: deque a b True True
