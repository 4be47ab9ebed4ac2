# Containers of one's own: subscripts, slices, membership, len, iteration, reversal, deletion, calls.
class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        return self.cells.get(key, "empty")

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __contains__(self, key):
        return key in self.cells

    def __len__(self):
        return len(self.cells)

    def __iter__(self):
        return iter(sorted(self.cells))

    def __reversed__(self):
        return iter(sorted(self.cells, reverse=True))

    def __call__(self, *args, **kwargs):
        return (args, kwargs)


g = Grid()
g[1, 2] = "a"
g[0, 0] = "b"
g[3, 3] = "c"
print(g[1, 2], g[9, 9], (1, 2) in g, 5 not in g, len(g))  # expect: a empty True True 3
g[1, 2] += "!"
print(g[1, 2], list(g), list(reversed(g)))
# expect: a! [(0, 0), (1, 2), (3, 3)] [(3, 3), (1, 2), (0, 0)]
del g[0, 0]
print(len(g), g(1, 2, x=3))  # expect: 2 ((1, 2), {'x': 3})
try:
    del g["none"]
except KeyError as e:
    print("KeyError", e)
# expect: KeyError 'none'


class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1:2], s[:], s[::-1], s[1:2, 3], s[..., 1], s[-1], s[()])
# expect: slice(1, 2, None) slice(None, None, None) slice(None, None, -1) (slice(1, 2, None), 3) (Ellipsis, 1) -1 ()


class OldStyle:
    """Iterable and searchable through __getitem__ alone."""

    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * i


print(list(OldStyle()), 9 in OldStyle(), 10 in OldStyle())  # expect: [0, 1, 4, 9] True False
a, b, c, d = OldStyle()
print(a + b + c + d)  # expect: 14


class OnlyIter:
    def __iter__(self):
        yield from "abc"


print("b" in OnlyIter(), "z" in OnlyIter(), [*OnlyIter()], max(OnlyIter()))
# expect: True False ['a', 'b', 'c'] c


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Sized(0)), bool(Sized(3)))  # expect: False True
for bad in (lambda: len(Sized(-1)), lambda: len(Sized("x")), lambda: len(5), lambda: Sized(1)[0],
            lambda: iter(Sized(1))):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: __len__() should return >= 0
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: object of type 'int' has no len()
# expect: TypeError: 'Sized' object is not subscriptable
# expect: TypeError: 'Sized' object is not iterable


def store():
    Sized(1)[0] = 1


def remove():
    del Sized(1)[0]


for bad in (store, remove):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: 'Sized' object does not support item assignment
# expect: 'Sized' object doesn't support item deletion


class ClassSubscript:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item.__name__}]"


print(ClassSubscript[int], list[int], dict[str, int])
# expect: ClassSubscript[int] list[int] dict[str, int]
