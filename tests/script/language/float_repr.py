# The shortest text that reads back as the same float.
print(0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 1e16, 1e15, 123456789012345680.0, 1e22, 1e21, 0.0001, 0.00001)
# expect: 0.1 0.30000000000000004 0.3333333333333333 0.6666666666666666 1e+16 1000000000000000.0 1.2345678901234568e+17 1e+22 1e+21 0.0001 1e-05
print(1.0, -1.0, 0.0, -0.0, 100.0, 1e100, 1.5e-10, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308)
# expect: 1.0 -1.0 0.0 -0.0 100.0 1e+100 1.5e-10 5e-324 1.7976931348623157e+308 2.2250738585072014e-308
print(float("inf"), float("-inf"), float("nan"), 1e400, -1e400, 9007199254740993.0, 3.14, 2.5, 1e-5)
# expect: inf -inf nan inf -inf 9007199254740992.0 3.14 2.5 1e-05
print(float("1.5"), float("  -2.5e3 "), float("1_0.5"), float("infinity"), float("-NaN"), float(".5"), float("5."))
# expect: 1.5 -2500.0 10.5 inf nan 0.5 5.0
print(repr(4.35), str(4.35), [0.1], {"x": 1e300}, (1.0,), 4.35 * 100, 1.1 * 3, 0.1 * 3, 1e23, 123e-7)
# expect: 4.35 4.35 [0.1] {'x': 1e+300} (1.0,) 434.99999999999994 3.3000000000000003 0.30000000000000004 1e+23 1.23e-05
for x in (1.0, 0.5, 1e16, 123.456, 1e-7):
    print(float(repr(x)) == x)
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
for bad in ("", "abc", "1.2.3", "1e", "0x1", "--1", "1__0"):
    try:
        float(bad)
    except ValueError as e:
        print(e)
# expect: could not convert string to float: ''
# expect: could not convert string to float: 'abc'
# expect: could not convert string to float: '1.2.3'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '0x1'
# expect: could not convert string to float: '--1'
# expect: could not convert string to float: '1__0'
