# Operators as functions, and what makes functions of names and keys.
# needs-python: 3.13
import operator
from operator import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


print(add(1, 2), sub(1, 2), mul(3, 4), truediv(1, 2), floordiv(7, 2), mod(7, 3), pow(2, 5), neg(1), pos(-1), abs(-2), inv(5), invert(0), lshift(1, 4), rshift(16, 2), and_(6, 3), or_(6, 3), xor(6, 3))
# expect: 3 -1 12 0.5 3 1 32 -1 -1 2 -6 -1 16 4 2 7 5
print(lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), ge(1, 2), gt(2, 1), not_(0), truth([]), is_(None, None), is_not(1, None), index(True))
# expect: True True True True False True True False True True 1
values = [1]
print(iadd(values, [2]), values, setitem(values, 0, 9), values, delitem(values, 0), values, getitem("abc", 1), contains(values, 2), countOf([1, 1, 2], 1), indexOf([1, 2], 2), concat("a", "b"), iconcat(values, [3]), length_hint([1, 2]), length_hint(1, 7), call(max, 1, 2), call(int, "11", base=2))
# expect: [2, 3] [2, 3] None [2, 3] None [2, 3] b True 2 1 ab [2, 3] 2 7 2 3
print(operator.__add__(1, 2), operator.__not__(1), operator.__lt__(1, 2), operator.add is operator.__add__, imul(3, 4), ior({1: 2}, {3: 4}), ipow(2, 3))
# expect: 3 False True True 12 {1: 2, 3: 4} 8
print(itemgetter(1)([1, 2]), itemgetter(0, 2)("abc"), itemgetter(slice(1, None))("abc"), attrgetter("real", "imag")(3), attrgetter("__class__.__name__")(3), methodcaller("split", ",", maxsplit=1)("a,b,c"))
# expect: 2 ('a', 'c') bc (3, 0) int ['a', 'b,c']
print(itemgetter(1), itemgetter("a", 2), attrgetter("a.b"), methodcaller("f", 1, k=2), sorted([(1, "b"), (2, "a")], key=itemgetter(1)))
# expect: operator.itemgetter(1) operator.itemgetter('a', 2) operator.attrgetter('a.b') operator.methodcaller('f', 1, k=2) [(2, 'a'), (1, 'b')]
attempt(attrgetter, 1)
# expect: TypeError: attribute name must be a string
attempt(methodcaller)
# expect: TypeError: methodcaller needs at least one argument, the method name
attempt(methodcaller, 1)
# expect: TypeError: method name must be a string
attempt(itemgetter(1))
# expect: TypeError: itemgetter expected 1 argument, got 0
attempt(itemgetter(5), [1])
# expect: IndexError: list index out of range
attempt(attrgetter("x"), 1)
# expect: AttributeError: 'int' object has no attribute 'x'
attempt(concat, 1, 2)
# expect: TypeError: 'int' object can't be concatenated
attempt(indexOf, [1], 2)
# expect: ValueError: sequence.index(x): x not in sequence
attempt(index, "a")
# expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(length_hint, [], "a")
# expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(add, 1)
# expect: TypeError: add expected 2 arguments, got 1
attempt(lt, 1, "a")
# expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(add, 1, "a")
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(truediv, 1, 0)
# expect: ZeroDivisionError: division by zero
