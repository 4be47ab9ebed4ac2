# needs-python: 3.13
# The exact texts of everyday errors.
import math


class Thing:
    x = 1

    def method(self, a, b=2, *, c=3):
        return a


thing = Thing()
nothing = None


def two(a, b):
    return a + b


def unbound():
    value += 1
    return value


def generator():
    yield 1


cases = [
    lambda: undefined,
    unbound,
    lambda: thing.missing,
    lambda: Thing.missing,
    lambda: None.upper(),
    lambda: math.missing,
    lambda: "text".missing,
    lambda: (5).missing,
    lambda: two.missing,
    lambda: setattr(5, "x", 1),
    lambda: setattr("s", "upper", 1),
    lambda: setattr(object(), "x", 1),
    lambda: setattr(int, "x", 1),
    lambda: delattr(thing, "gone"),
    lambda: 1 / 0,
    lambda: [][0],
    lambda: ()[0],
    lambda: ""[0],
    lambda: range(0)[0],
    lambda: [1, 2].pop(9),
    lambda: {}["k"],
    lambda: {}[(1, 2)],
    lambda: {1: 2}.pop(5),
    lambda: set().remove("x"),
    lambda: int("12a"),
    lambda: int("z", 16),
    lambda: int(None),
    lambda: float("x"),
    lambda: float(None),
    lambda: chr(2**40),
    lambda: "a" + 1,
    lambda: 1 + "a",
    lambda: [] + 1,
    lambda: () + [],
    lambda: {} + {},
    lambda: None + 1,
    lambda: "a" * "b",
    lambda: [1] * 1.5,
    lambda: "a" / 2,
    lambda: thing + 1,
    lambda: 1 - thing,
    lambda: -"a",
    lambda: ~1.5,
    lambda: 1 < "a",
    lambda: thing < thing,
    lambda: thing(),
    lambda: nothing(),
    lambda: thing[0],
    lambda: nothing[0],
    lambda: two[0],
    lambda: len(5),
    lambda: len(thing),
    lambda: iter(thing),
    lambda: next(thing),
    lambda: hash([]),
    lambda: hash({}),
    lambda: [*thing],
    lambda: two(),
    lambda: two(1),
    lambda: two(1, 2, 3),
    lambda: two(1, 2, c=3),
    lambda: two(1, a=2),
    lambda: thing.method(),
    lambda: thing.method(1, 2, 3),
    lambda: thing.method(1, d=4),
    lambda: Thing.method(),
    lambda: Thing(1),
    lambda: Thing(x=1),
    lambda: (lambda x: x)(),
    lambda: [].append(),
    lambda: "a".upper(1),
    lambda: "a".join(5),
    lambda: "a".join([1]),
    lambda: "a,b".split(1),
    lambda: print(end=1),
    lambda: sorted([1, "a"]),
    lambda: sum(["a"]),
    lambda: max(),
    lambda: max([]),
    lambda: isinstance(1, "int"),
    lambda: issubclass(1, int),
    lambda: super(int, "a"),
    lambda: object.__new__(5),
    lambda: exec("x = = 1"),
    lambda: eval("(1"),
    lambda: bytes([300]),
    lambda: b"\xff".decode("utf-8"),
    lambda: "\ud800".encode("utf-8"),
    lambda: generator().send(5),
    lambda: "%d" % "x",
    lambda: "{}".format(),
    lambda: format(5, "q"),
    lambda: "abc".index("z"),
    lambda: (1,).index(5),
    lambda: [].remove(1),
    lambda: divmod("a", 2),
    lambda: pow("a", 2),
    lambda: round("a"),
    lambda: slice(),
    lambda: range(1, 2, 0),
    lambda: zip(1),
    lambda: enumerate(1),
    lambda: dict(1),
    lambda: dict([(1,)]),
    lambda: set(1),
    lambda: tuple(1),
    lambda: list(1),
    lambda: 10**5000 % 1.5,
    lambda: 1 << -1,
    lambda: "a".encode("nope"),
    lambda: int("1" * 5000),
    lambda: str(10**5000),
]
for case in cases:
    try:
        case()
        print("no error")
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: NameError: name 'undefined' is not defined
# expect: UnboundLocalError: cannot access local variable 'value' where it is not associated with a value
# expect: AttributeError: 'Thing' object has no attribute 'missing'
# expect: AttributeError: type object 'Thing' has no attribute 'missing'
# expect: AttributeError: 'NoneType' object has no attribute 'upper'
# expect: AttributeError: module 'math' has no attribute 'missing'
# expect: AttributeError: 'str' object has no attribute 'missing'
# expect: AttributeError: 'int' object has no attribute 'missing'
# expect: AttributeError: 'function' object has no attribute 'missing'
# expect: AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: AttributeError: 'str' object attribute 'upper' is read-only
# expect: AttributeError: 'object' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: TypeError: cannot set 'x' attribute of immutable type 'int'
# expect: AttributeError: 'Thing' object has no attribute 'gone'
# expect: ZeroDivisionError: division by zero
# expect: IndexError: list index out of range
# expect: IndexError: tuple index out of range
# expect: IndexError: string index out of range
# expect: IndexError: range object index out of range
# expect: IndexError: pop index out of range
# expect: KeyError: 'k'
# expect: KeyError: (1, 2)
# expect: KeyError: 5
# expect: KeyError: 'x'
# expect: ValueError: invalid literal for int() with base 10: '12a'
# expect: ValueError: invalid literal for int() with base 16: 'z'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: ValueError: could not convert string to float: 'x'
# expect: TypeError: float() argument must be a string or a real number, not 'NoneType'
# expect: ValueError: chr() arg not in range(0x110000)
# expect: TypeError: can only concatenate str (not "int") to str
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: can only concatenate list (not "int") to list
# expect: TypeError: can only concatenate tuple (not "list") to tuple
# expect: TypeError: unsupported operand type(s) for +: 'dict' and 'dict'
# expect: TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: unsupported operand type(s) for /: 'str' and 'int'
# expect: TypeError: unsupported operand type(s) for +: 'Thing' and 'int'
# expect: TypeError: unsupported operand type(s) for -: 'int' and 'Thing'
# expect: TypeError: bad operand type for unary -: 'str'
# expect: TypeError: bad operand type for unary ~: 'float'
# expect: TypeError: '<' not supported between instances of 'int' and 'str'
# expect: TypeError: '<' not supported between instances of 'Thing' and 'Thing'
# expect: TypeError: 'Thing' object is not callable
# expect: TypeError: 'NoneType' object is not callable
# expect: TypeError: 'Thing' object is not subscriptable
# expect: TypeError: 'NoneType' object is not subscriptable
# expect: TypeError: 'function' object is not subscriptable
# expect: TypeError: object of type 'int' has no len()
# expect: TypeError: object of type 'Thing' has no len()
# expect: TypeError: 'Thing' object is not iterable
# expect: TypeError: 'Thing' object is not an iterator
# expect: TypeError: unhashable type: 'list'
# expect: TypeError: unhashable type: 'dict'
# expect: TypeError: Value after * must be an iterable, not Thing
# expect: TypeError: two() missing 2 required positional arguments: 'a' and 'b'
# expect: TypeError: two() missing 1 required positional argument: 'b'
# expect: TypeError: two() takes 2 positional arguments but 3 were given
# expect: TypeError: two() got an unexpected keyword argument 'c'
# expect: TypeError: two() got multiple values for argument 'a'
# expect: TypeError: Thing.method() missing 1 required positional argument: 'a'
# expect: TypeError: Thing.method() takes from 2 to 3 positional arguments but 4 were given
# expect: TypeError: Thing.method() got an unexpected keyword argument 'd'
# expect: TypeError: Thing.method() missing 2 required positional arguments: 'self' and 'a'
# expect: TypeError: Thing() takes no arguments
# expect: TypeError: Thing() takes no arguments
# expect: TypeError: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
# expect: TypeError: list.append() takes exactly one argument (0 given)
# expect: TypeError: str.upper() takes no arguments (1 given)
# expect: TypeError: can only join an iterable
# expect: TypeError: sequence item 0: expected str instance, int found
# expect: TypeError: must be str or None, not int
# expect: TypeError: end must be None or a string, not int
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: max expected at least 1 argument, got 0
# expect: ValueError: max() iterable argument is empty
# expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError: issubclass() arg 1 must be a class
# expect: TypeError: super(type, obj): obj (instance of str) is not an instance or subtype of type (int).
# expect: TypeError: object.__new__(X): X is not a type object (int)
# expect: SyntaxError: invalid syntax (<string>, line 1)
# expect: SyntaxError: '(' was never closed (<string>, line 1)
# expect: ValueError: bytes must be in range(0, 256)
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: TypeError: can't send non-None value to a just-started generator
# expect: TypeError: %d format: a real number is required, not str
# expect: IndexError: Replacement index 0 out of range for positional args tuple
# expect: ValueError: Unknown format code 'q' for object of type 'int'
# expect: ValueError: substring not found
# expect: ValueError: tuple.index(x): x not in tuple
# expect: ValueError: list.remove(x): x not in list
# expect: TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'
# expect: TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: TypeError: type str doesn't define __round__ method
# expect: TypeError: slice expected at least 1 argument, got 0
# expect: ValueError: range() arg 3 must not be zero
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: ValueError: dictionary update sequence element #0 has length 1; 2 is required
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: OverflowError: int too large to convert to float
# expect: ValueError: negative shift count
# expect: LookupError: unknown encoding: nope
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
