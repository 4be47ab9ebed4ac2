# needs-python: 3.12
# f-strings: conversions, format specs, nesting, the = form, quotes, braces.
name, value, pi = "gilt", 42, 3.14159265
print(f"{name} {value} {pi}")  # expect: gilt 42 3.14159265
print(f"{name!r} {name!s} {'é'!a}")  # expect: 'gilt' gilt '\xe9'
print(f"{value:5}|{value:<5}|{value:^5}|{value:>5}|{value:05}")
# expect:    42|42   | 42  |   42|00042
print(f"{pi:.2f} {pi:8.3f}| {pi:e} {pi:.3g} {pi:%}")
# expect: 3.14    3.142| 3.141593e+00 3.14 314.159265%
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|{name:>{width}}|{name:*^{width}}")
# expect:      3.142|      gilt|***gilt***
print(f"{value=} {pi=:.2f} {name=} {name=!s} {value + 1 = }")
# expect: value=42 pi=3.14 name='gilt' name=gilt value + 1 = 43
print(f"{{}} {{{value}}} {{{{")  # expect: {} {42} {{
print(f"{value:#x} {value:#b} {value:#o} {value:X} {value:,} {1234567:_} {1234567.891:,.2f}")
# expect: 0x2a 0b101010 0o52 2A 42 1_234_567 1,234,567.89
print(f"{value:+} {-value:+} {value: } {value:c}")  # expect: +42 -42  42 *
print(f'{"nested"} {f"{value} inside"} {", ".join(["a", "b"])}')  # expect: nested 42 inside a, b
print(f"{[1, 2, 3][1]} {({'a': 1})['a']} {(lambda x: x * 2)(4)} {value if value > 40 else 0}")
# expect: 2 1 8 42
print(f"multi {value} " "plain " f"{name}")  # expect: multi 42 plain gilt
print(f"""triple {value}
line two {name}""")
# expect: triple 42
# expect: line two gilt
print(rf"raw \n {value} \{name}", f"tab\t{value}", f"\N{GREEK SMALL LETTER PI} {pi:.1f}")
# expect: raw \n 42 \gilt tab	42 π 3.1
print(f"{True} {None} {[1, 'a']} {('x',)} {value!r:>6}")  # expect: True None [1, 'a'] ('x',)     42
print(f"{value:d} {value:n} {True:d} {1.0} {1e100} {float('inf')} {-0.0}")
# expect: 42 42 1 1.0 1e+100 inf -0.0
print(f"{'left':<8}|{'right':>8}|{'mid':^8}|{'cut':.2}|{'é':>3}")
# expect: left    |   right|  mid   |cu|  é
print(f"{3:0>4} {-3:=+5} {-3:05} {3.7:.0f} {2.5:.0f} {1234.5678:10,.1f}|")
# expect: 0003 -   3 -0003 4 2    1,234.6|
d = {"key": "v"}
print(f"{d['key']} {d["key"]}" if True else "")  # expect: v v
print(f"{value:>{width}}" f"{'':-<{width}}")  # expect:         42----------


class Money:
    def __format__(self, spec):
        return f"Money[{spec}]"


print(f"{Money()} {Money():abc} {Money()!r:.5}")  # expect: Money[] Money[abc] <__ma
for bad in (lambda: f"{value:q}", lambda: f"{name:d}", lambda: f"{pi:d}", lambda: f"{value:.2}",
            lambda: f"{[]:5}", lambda: f"{name:+}"):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: Unknown format code 'q' for object of type 'int'
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: ValueError: Unknown format code 'd' for object of type 'float'
# expect: ValueError: Precision not allowed in integer format specifier
# expect: TypeError: unsupported format string passed to list.__format__
# expect: ValueError: Sign not allowed in string format specifier
print(f"{value
       + 1}", f"{  value  }", f"{value,}", f"{*[1, 2], 3}")
# expect: 43 42 (42,) (1, 2, 3)
print(f"{'a' 'b'}", f"{(x := 5)} {x}", f"{x:=5}", f"{x!=5}", f"{x==5}")
# expect: ab 5 5     5 False True
print(f"")  # expect:
