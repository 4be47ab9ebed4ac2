# Which operand's method is asked, in what order, and what is said when nobody answers.


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "no error"


class L:
    def __add__(self, other):
        return "L.add"

    def __radd__(self, other):
        return "L.radd"

    def __sub__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented


class R(L):
    def __radd__(self, other):
        return "R.radd"


class Same(L):
    pass


class Plain:
    def __rsub__(self, other):
        return "Plain.rsub"

    def __gt__(self, other):
        return "Plain.gt"

    def __rmul__(self, other):
        return "Plain.rmul"

    def __rpow__(self, other, mod=None):
        return "Plain.rpow"


print(L() + R(), L() + Same(), R() + L(), 1 + L(), L() + 1, L() + L())
# expect: R.radd L.add L.add L.radd L.add L.add
print(L() - Plain(), L() < Plain(), [1] * Plain(), 2 ** Plain(), [1] - Plain())
# expect: Plain.rsub Plain.gt Plain.rmul Plain.rpow Plain.rsub
print(error(lambda: L() - 1), error(lambda: 1 - L()), error(lambda: L() - L()))
# expect: TypeError: unsupported operand type(s) for -: 'L' and 'int' TypeError: unsupported operand type(s) for -: 'int' and 'L' TypeError: unsupported operand type(s) for -: 'L' and 'L'
print(error(lambda: 1 + "a"))
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
print(error(lambda: "a" + 1))  # expect: TypeError: can only concatenate str (not "int") to str
print(error(lambda: [1] + (2,)))
# expect: TypeError: can only concatenate list (not "tuple") to list
print(error(lambda: [1] * "a"))
# expect: TypeError: can't multiply sequence by non-int of type 'str'
print(error(lambda: None + 1), error(lambda: {} | 1))
# expect: TypeError: unsupported operand type(s) for +: 'NoneType' and 'int' TypeError: unsupported operand type(s) for |: 'dict' and 'int'
print(error(lambda: 1 << 1.5), error(lambda: 2 ** "a"), error(lambda: divmod(1, "a")))
# expect: TypeError: unsupported operand type(s) for <<: 'int' and 'float' TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str' TypeError: unsupported operand type(s) for divmod(): 'int' and 'str'
print(error(lambda: pow(2, 3, "a")), error(lambda: L() @ 1))
# expect: TypeError: unsupported operand type(s) for ** or pow(): 'int', 'int', 'str' TypeError: unsupported operand type(s) for @: 'L' and 'int'
print(error(lambda: -"a"), error(lambda: +[]), error(lambda: ~1.5), error(lambda: abs("a")))
# expect: TypeError: bad operand type for unary -: 'str' TypeError: bad operand type for unary +: 'list' TypeError: bad operand type for unary ~: 'float' TypeError: bad operand type for abs(): 'str'
print(error(lambda: 1 < "a"), error(lambda: [] >= ()), error(lambda: L() < L()))
# expect: TypeError: '<' not supported between instances of 'int' and 'str' TypeError: '>=' not supported between instances of 'list' and 'tuple' TypeError: '<' not supported between instances of 'L' and 'L'
print(error(lambda: max(1, "a")))
# expect: TypeError: '>' not supported between instances of 'str' and 'int'


class InPlace:
    def __iadd__(self, other):
        self.got = other
        return self

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return "sub"


i = InPlace()
j = i
i += 5
print(i is j, i.got)  # expect: True 5
i -= 1
print(i)  # expect: sub


def bad_in_place():
    v = 1
    v += "a"


def bad_in_place_power():
    v = 1
    v **= "a"


print(error(bad_in_place), error(bad_in_place_power))
# expect: TypeError: unsupported operand type(s) for +=: 'int' and 'str' TypeError: unsupported operand type(s) for **=: 'int' and 'str'


class Weird:
    def __bool__(self):
        return 1

    def __len__(self):
        return -1

    def __hash__(self):
        return "a"

    def __index__(self):
        return "a"

    def __repr__(self):
        return 5

    def __str__(self):
        return 5

    def __iter__(self):
        return 5

    def __contains__(self, item):
        return "yes"

    def __format__(self, spec):
        return 5


w = Weird()
print(error(bool, w), error(len, w), error(hash, w), error(lambda: [1][w]))
# expect: TypeError: __bool__ should return bool, returned int ValueError: __len__() should return >= 0 TypeError: __hash__ method should return an integer TypeError: __index__ returned non-int (type str)
print(error(repr, w), error(str, w), error(iter, w), 1 in w, error(format, w))
# expect: TypeError: __repr__ returned non-string (type int) TypeError: __str__ returned non-string (type int) TypeError: iter() returned non-iterator of type 'int' True TypeError: __format__ must return a str, not int
print(error(len, 5), error(iter, 5), error(lambda: int[0]), error(hash, []))
# expect: TypeError: object of type 'int' has no len() TypeError: 'int' object is not iterable TypeError: type 'int' is not subscriptable TypeError: unhashable type: 'list'


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Len(0)), bool(Len(3)), error(len, Len("a")), error(len, Len(1 << 70)))
# expect: False True TypeError: 'str' object cannot be interpreted as an integer OverflowError: cannot fit 'int' into an index-sized integer


class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * i


print(list(Seq()), 4 in Seq(), 5 in Seq(), [*Seq()])  # expect: [0, 1, 4] True False [0, 1, 4]


class NoIter:
    __iter__ = None
    __contains__ = None


print(error(iter, NoIter()), error(lambda: 1 in NoIter()))
# expect: TypeError: 'NoIter' object is not iterable TypeError: 'NoIter' object is not a container


class OnlySet:
    def __setitem__(self, k, v):
        pass


def delete_item(o):
    del o[0]


print(error(delete_item, OnlySet()), error(delete_item, 5), error(lambda: OnlySet()[0]))
# expect: AttributeError: __delitem__ TypeError: 'int' object does not support item deletion TypeError: 'OnlySet' object is not subscriptable
print(error(lambda: (1,).__setitem__), error(delete_item, (1,)))
# expect: AttributeError: 'tuple' object has no attribute '__setitem__' TypeError: 'tuple' object doesn't support item deletion


class Eq:
    def __eq__(self, other):
        return True


print(Eq() == 1, Eq() != 1, 1 == Eq(), error(hash, Eq()), Eq.__hash__)
# expect: True False True TypeError: unhashable type: 'Eq' None


class EqHash(Eq):
    __hash__ = object.__hash__


print(isinstance(hash(EqHash()), int))  # expect: True


class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs


print(Callable()(1, a=2), callable(Callable()), callable(5), error(5))
# expect: ((1,), {'a': 2}) True False TypeError: 'int' object is not callable


class MyInt(int):
    def __add__(self, other):
        return "MyInt.add"

    def __rsub__(self, other):
        return "MyInt.rsub"


m = MyInt(5)
print(m + 1, 1 + m, 10 - m, m - 1, m * 2, type(m * 2).__name__, -m, m == 5, hash(m) == hash(5), m > 4)
# expect: MyInt.add 6 MyInt.rsub 4 10 int -5 True True True


class MyStr(str):
    def __len__(self):
        return 99


print(len(MyStr("abc")), MyStr("abc") + "d", MyStr("abc") == "abc", MyStr("a") in {"a": 1})
# expect: 99 abcd True True


class MyList(list):
    def __getitem__(self, i):
        return ("mine", i)


ml = MyList([1, 2, 3])
print(ml[0], list.__getitem__(ml, 0), len(ml), ml, ml + [4], ml == [1, 2, 3])
# expect: ('mine', 0) 1 3 [1, 2, 3] [1, 2, 3, 4] True
