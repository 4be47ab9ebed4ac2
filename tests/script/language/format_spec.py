# format() and its mini language, for int, float, str.
for spec in ("", "d", "b", "o", "x", "X", "#x", "#b", "n", "c", "08d", "+d", " d", ",", "_", "_b",
             "<6", ">6", "^6", "*^7", "=+8", "08.3f", ".2f", "e", ".0e", "g", "%", ".1%", "_x", "#o"):
    print(spec, "|", format(65, spec), "|", format(-1234567, spec) if spec != "c" else "")
# expect:  | 65 | -1234567
# expect: d | 65 | -1234567
# expect: b | 1000001 | -100101101011010000111
# expect: o | 101 | -4553207
# expect: x | 41 | -12d687
# expect: X | 41 | -12D687
# expect: #x | 0x41 | -0x12d687
# expect: #b | 0b1000001 | -0b100101101011010000111
# expect: n | 65 | -1234567
# expect: c | A | 
# expect: 08d | 00000065 | -1234567
# expect: +d | +65 | -1234567
# expect:  d |  65 | -1234567
# expect: , | 65 | -1,234,567
# expect: _ | 65 | -1_234_567
# expect: _b | 100_0001 | -1_0010_1101_0110_1000_0111
# expect: <6 | 65     | -1234567
# expect: >6 |     65 | -1234567
# expect: ^6 |   65   | -1234567
# expect: *^7 | **65*** | -1234567
# expect: =+8 | +     65 | -1234567
# expect: 08.3f | 0065.000 | -1234567.000
# expect: .2f | 65.00 | -1234567.00
# expect: e | 6.500000e+01 | -1.234567e+06
# expect: .0e | 6e+01 | -1e+06
# expect: g | 65 | -1.23457e+06
# expect: % | 6500.000000% | -123456700.000000%
# expect: .1% | 6500.0% | -123456700.0%
# expect: _x | 41 | -12_d687
# expect: #o | 0o101 | -0o4553207
for spec in ("", "f", ".0f", ".1f", ".10f", "e", ".3e", "E", "g", ".3g", ".10g", "G", "%", ".2%",
             "+.2f", " .2f", "010.2f", ",.2f", "_.1f", "<12", ">12", "^12", "#.0f", "z.1f", ",", ".3"):
    print(spec, "|", format(1234.5678, spec), "|", format(-0.04, spec), "|", format(1e22, spec))
# expect:  | 1234.5678 | -0.04 | 1e+22
# expect: f | 1234.567800 | -0.040000 | 10000000000000000000000.000000
# expect: .0f | 1235 | -0 | 10000000000000000000000
# expect: .1f | 1234.6 | -0.0 | 10000000000000000000000.0
# expect: .10f | 1234.5678000000 | -0.0400000000 | 10000000000000000000000.0000000000
# expect: e | 1.234568e+03 | -4.000000e-02 | 1.000000e+22
# expect: .3e | 1.235e+03 | -4.000e-02 | 1.000e+22
# expect: E | 1.234568E+03 | -4.000000E-02 | 1.000000E+22
# expect: g | 1234.57 | -0.04 | 1e+22
# expect: .3g | 1.23e+03 | -0.04 | 1e+22
# expect: .10g | 1234.5678 | -0.04 | 1e+22
# expect: G | 1234.57 | -0.04 | 1E+22
# expect: % | 123456.780000% | -4.000000% | 999999999999999983222784.000000%
# expect: .2% | 123456.78% | -4.00% | 999999999999999983222784.00%
# expect: +.2f | +1234.57 | -0.04 | +10000000000000000000000.00
# expect:  .2f |  1234.57 | -0.04 |  10000000000000000000000.00
# expect: 010.2f | 0001234.57 | -000000.04 | 10000000000000000000000.00
# expect: ,.2f | 1,234.57 | -0.04 | 10,000,000,000,000,000,000,000.00
# expect: _.1f | 1_234.6 | -0.0 | 10_000_000_000_000_000_000_000.0
# expect: <12 | 1234.5678    | -0.04        | 1e+22       
# expect: >12 |    1234.5678 |        -0.04 |        1e+22
# expect: ^12 |  1234.5678   |    -0.04     |    1e+22    
# expect: #.0f | 1235. | -0. | 10000000000000000000000.
# expect: z.1f | 1234.6 | 0.0 | 10000000000000000000000.0
# expect: , | 1,234.5678 | -0.04 | 1e+22
# expect: .3 | 1.23e+03 | -0.04 | 1e+22
for spec in ("", "s", "10", "<10", ">10", "^10", "-^10", ".3", "10.3", "010"):
    print(spec, "|" + format("python", spec) + "|")
# expect:  |python|
# expect: s |python|
# expect: 10 |python    |
# expect: <10 |python    |
# expect: >10 |    python|
# expect: ^10 |  python  |
# expect: -^10 |--python--|
# expect: .3 |pyt|
# expect: 10.3 |pyt       |
# expect: 010 |python0000|
print(format(float("inf"), "f"), format(float("nan"), ".2f"), format(float("-inf"), "+"),
      format(float("inf"), "010"), format(float("nan"), "F"))
# expect: inf nan -inf 0000000inf NAN
print(format(True), format(True, "d"), format(None), format(10**30, ","), format(2**100, "x"))
# expect: True 1 None 1,000,000,000,000,000,000,000,000,000,000 10000000000000000000000000
print(format(0.1, ".20f"), format(1 / 3, ".17g"), format(123456789.0, "g"), format(1e-7, ""))
# expect: 0.10000000000000000555 0.33333333333333331 1.23457e+08 1e-07
print(format(12345678, "15,d"), format(-5, "x"), format(255, "#010x"), format(3, "03b"))
# expect:      12,345,678 -5 0x000000ff 011
for value, spec in ((5, "s"), (5, ".3d"), ("a", "d"), (1.5, "x"), ("a", ","), (5, ",b"), (1.5, "c"),
                    (5, "zd"), ("a", "="), (5, "xx"), (1 << 40, "c"), ("x", "#")):
    try:
        print(format(value, spec))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: Unknown format code 's' for object of type 'int'
# expect: ValueError: Precision not allowed in integer format specifier
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: ValueError: Unknown format code 'x' for object of type 'float'
# expect: ValueError: Cannot specify ',' with 's'.
# expect: ValueError: Cannot specify ',' with 'b'.
# expect: ValueError: Unknown format code 'c' for object of type 'float'
# expect: ValueError: Negative zero coercion (z) not allowed in integer format specifier
# expect: ValueError: '=' alignment not allowed in string format specifier
# expect: ValueError: Invalid format specifier 'xx' for object of type 'int'
# expect: OverflowError: %c arg not in range(0x110000)
# expect: ValueError: Alternate form (#) not allowed in string format specifier
try:
    format([], "5")
except TypeError as e:
    print(e)
# expect: unsupported format string passed to list.__format__
