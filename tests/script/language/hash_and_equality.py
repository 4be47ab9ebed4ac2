# __eq__ and __hash__ in dicts and sets; unhashable classes; identity first.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


class OnlyEq:
    def __eq__(self, other):
        return True


d = {Point(1, 2): "a"}
print(d[Point(1, 2)], Point(1, 2) in d, Point(2, 1) in d, len({Point(1, 1), Point(1, 1)}), Point(1, 2) != Point(1, 2))
# expect: a True False 1 False
print(OnlyEq() == 5, 5 == OnlyEq(), OnlyEq() != 1, OnlyEq.__hash__)  # expect: True True False None
try:
    hash(OnlyEq())
except TypeError as e:
    print(e)
# expect: unhashable type: 'OnlyEq'


class Weird:
    def __eq__(self, other):
        return False

    def __hash__(self):
        return 1


w = Weird()
print(w in [w], w == w, [w] == [w], {w: 1}[w], [w].index(w), [w].count(w))
# expect: True False True 1 0 1


class BadHash:
    def __hash__(self):
        return "x"


class Raises:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("compared")


try:
    hash(BadHash())
except TypeError as e:
    print(e)
# expect: __hash__ method should return an integer
try:
    {Raises(1): 1, Raises(2): 2}
except ValueError as e:
    print(e)
# expect: compared


class Base:
    def __eq__(self, other):
        return NotImplemented


print(Base() == Base(), Base() == 1, object() == object(), (1, 2.0) == (1.0, 2), "a" == b"a", None == None)
# expect: False False False True False True
print(hash(1) == hash(1.0) == hash(True), hash((1, 2)) == hash((1, 2)), hash("x") == hash("x"), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(-1), hash(-2), hash(0.5), hash(2**64), hash(()) == hash(()))
# expect: True True True True -2 -2 1152921504606846976 8 True
