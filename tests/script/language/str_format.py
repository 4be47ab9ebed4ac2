# str.format: positions, names, attributes, items, conversions, nesting, errors.
print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0}{0}".format("r"))
# expect: 1 a b a 1 2 rr
print("{a[0]} {a[1]}".format(a=[1, 2]), "{d[key]}".format(d={"key": "v"}), "{0.real}".format(5), "{.imag}".format(3))
# expect: 1 2 v 5 0
print("{!r} {!s} {!a}".format("a", "b", "é"), "{:>5}|{:<5}|{:^5}|".format(1, 2, 3), "{:{}}|".format("x", 4), "{:{w}.{p}f}".format(3.14159, w=8, p=2))
# expect: 'a' b '\xe9'     1|2    |  3  | x   |     3.14
print("{{}} {{{}}}".format(1), "{:,} {:x} {:.2%}".format(1234567, 255, 0.256), "{0:d} {0:b}".format(5), "{:*^9}".format("mid"))
# expect: {} {1} 1,234,567 ff 25.60% 5 101 ***mid***
print("{} {named} {}".format(1, 2, named="n"), "{:s}".format("s"), "{0[0]}{0[1]}".format("ab"), "".format(), "plain".format(1))
# expect: 1 n 2 s ab  plain
print("{x}".format_map({"x": 5}), "{0!r:>6}".format("a"), "{:%}".format(0.5), "{:e}".format(12345.678), "{0:>{1}}".format("a", 3))
# expect: 5    'a' 50.000000% 1.234568e+04   a


class P:
    x = 3
    items = {"k": [10, 20]}

    def __format__(self, spec):
        return "P<" + spec + ">"


print("{0.x} {0.items[k][1]} {0} {0:spec}".format(P()))  # expect: 3 20 P<> P<spec>
for bad in (lambda: "{}".format(), lambda: "{x}".format(), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1), lambda: "{".format(1),
            lambda: "}".format(1), lambda: "{!z}".format(1), lambda: "{:d}".format("a"), lambda: "{0.nope}".format(1), lambda: "{0[9]}".format([1]),
            lambda: "{2}".format(1), lambda: "{a[x]}".format(a={})):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: IndexError: Replacement index 0 out of range for positional args tuple
# expect: KeyError: 'x'
# expect: ValueError: cannot switch from automatic field numbering to manual field specification
# expect: ValueError: cannot switch from manual field specification to automatic field numbering
# expect: ValueError: Single '{' encountered in format string
# expect: ValueError: Single '}' encountered in format string
# expect: ValueError: Unknown conversion specifier z
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: AttributeError: 'int' object has no attribute 'nope'
# expect: IndexError: list index out of range
# expect: IndexError: Replacement index 2 out of range for positional args tuple
# expect: KeyError: 'x'
