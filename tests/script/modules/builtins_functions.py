# needs-python: 3.13
# The built-in functions, one line each.
print(abs(-3), abs(2.5), all([1, 2]), all([]), any([0, ""]), ascii("é"), bin(5), bool([]), bytes(2), callable(len), callable(5), chr(97))
# expect: 3 2.5 True True False '\xe9' 0b101 False b'\x00\x00' True False a
print(divmod(17, 5), dict(a=1), enumerate, float("2.5"), format(3.14159, ".2f"), frozenset([1]), getattr("x", "upper")(), hasattr(5, "real"), hex(255), int("7"), isinstance(5, (str, int)))
# expect: (3, 2) {'a': 1} <class 'enumerate'> 2.5 3.14 frozenset({1}) X True 0xff 7 True
print(issubclass(bool, int), iter, len("four"), list("ab"), max(1, 5, 3), max([2, 9], key=lambda v: -v), max("apple", "fig", key=len), min(4, 2), min("zebra"), next(iter([7])), oct(8), ord("a"))
# expect: True <built-in function iter> 4 ['a', 'b'] 5 2 apple 2 a 7 0o10 97
print(pow(2, 8), pow(2, 8, 5), pow(3, -1, 7), repr("q"), list(reversed([1, 2])), round(2.567, 2), round(7.5), set([1]), slice(1, 2), sorted("bca"), str(1.0), sum([1, 2], 10), sum([0.5, 0.25]), tuple([1]))
# expect: 256 1 5 'q' [2, 1] 2.57 8 {1} slice(1, 2, None) ['a', 'b', 'c'] 1.0 13 0.75 (1,)
print(type(5), type("x"), type(None), type([]), type(lambda: 0), type(len), type(type), type(print), vars().keys() >= {"__name__"}, list(zip([1], [2])), list(map(int, "12")))
# expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'list'> <class 'function'> <class 'builtin_function_or_method'> <class 'type'> <class 'builtin_function_or_method'> True [(1, 2)] [1, 2]
print(1, 2, sep="-", end="!\n")  # expect: 1-2!
print("a", "b", sep="")  # expect: ab
print()  # expect:
print(*[1, 2, 3], sep=", ")  # expect: 1, 2, 3
print("flushed", flush=True)  # expect: flushed
print(id(5) == id(5), hash(5), hash("a") == hash("a"), hash(None) == hash(None), isinstance(id([]), int), object() != object(), callable(print))
# expect: True 5 True True True True True
print(eval("1 + 2 * 3"), eval("x + 1", {"x": 41}), exec("made = 6 * 7"), made, [n for n in dir([]) if n in ("append", "sort")], compile("1+1", "<s>", "eval") is not None)
# expect: 7 42 None 42 ['append', 'sort'] True
print(repr(print), repr(len), str(int), repr(Exception), NotImplemented, Ellipsis, ..., __name__, bool(NotImplementedError))
# expect: <built-in function print> <built-in function len> <class 'int'> <class 'Exception'> NotImplemented Ellipsis Ellipsis __main__ True
print(isinstance(__builtins__, object), type(globals()), sorted(vars(type("C", (), {"z": 1})))[-1], list(filter(str.isdigit, "a1b2")), sum(map(len, ["a", "bb"])))
# expect: True <class 'dict'> z ['1', '2'] 3


class Shown:
    def __dir__(self):
        return ["b", "a"]

    def __repr__(self):
        return "Shown()"


print(dir(Shown()), Shown(), [Shown()], {"k": Shown()}, f"{Shown()}", str(Shown()), "%s" % Shown())
# expect: ['a', 'b'] Shown() [Shown()] {'k': Shown()} Shown() Shown() Shown()
s = Shown()
setattr(s, "attr", 1)
print(vars(s), getattr(s, "attr"), getattr(s, "none", None), hasattr(s, "attr"), delattr(s, "attr"), hasattr(s, "attr"))
# expect: {} 1 None True None False
for bad in (lambda: abs("x"), lambda: chr("a"), lambda: divmod(1, "x"), lambda: getattr(5, "nope"), lambda: hash([]), lambda: int("z"), lambda: isinstance(1, 5), lambda: iter(5), lambda: len(5), lambda: max(), lambda: min([]), lambda: next(5),
            lambda: ord(5), lambda: pow("a", 2), lambda: range("a"), lambda: round("x"), lambda: sum("ab"), lambda: sum(["a"]), lambda: zip(5), lambda: sorted(5), lambda: float("x"), lambda: print(sep=5), lambda: eval("1 +"), lambda: type(1, 2), lambda: hex("x"), lambda: len(), lambda: int(1, 2, 3), lambda: map(), lambda: reversed(5), lambda: issubclass(1, int), lambda: bytes("x"), lambda: callable(), lambda: enumerate()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: bad operand type for abs(): 'str'
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: unsupported operand type(s) for divmod(): 'int' and 'str'
# expect: AttributeError: 'int' object has no attribute 'nope'
# expect: TypeError: unhashable type: 'list'
# expect: ValueError: invalid literal for int() with base 10: 'z'
# expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: object of type 'int' has no len()
# expect: TypeError: max expected at least 1 argument, got 0
# expect: ValueError: min() iterable argument is empty
# expect: TypeError: 'int' object is not an iterator
# expect: TypeError: ord() expected string of length 1, but int found
# expect: TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: type str doesn't define __round__ method
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'int' object is not iterable
# expect: ValueError: could not convert string to float: 'x'
# expect: TypeError: sep must be None or a string, not int
# expect: SyntaxError: invalid syntax (<string>, line 1)
# expect: TypeError: type() takes 1 or 3 arguments
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: len() takes exactly one argument (0 given)
# expect: TypeError: int expected at most 2 arguments, got 3
# expect: TypeError: map() must have at least two arguments.
# expect: TypeError: 'int' object is not reversible
# expect: TypeError: issubclass() arg 1 must be a class
# expect: TypeError: string argument without an encoding
# expect: TypeError: callable() takes exactly one argument (0 given)
# expect: TypeError: enumerate() missing required argument 'iterable'
