# The % operator on strings.
print("%s %d %f" % ("a", 5, 1.5), "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%x %X %o %#x" % (255, 255, 8, 255))
# expect: a 5 1.500000     1|2    |00003|+4| 5 ff FF 10 0xff
print("%.2f %8.3f|%-8.1f|%e %g %G" % (3.14159, 2.5, 1.25, 12345.678, 0.0001, 1e-10), "%c%c" % ("a", 98), "%%" % ())
# expect: 3.14    2.500|1.2     |1.234568e+04 0.0001 1E-10 ab %
print("%r %s %a" % ("q", "q", "é"), "%10s|%-10s|%.2s" % ("right", "left", "cut"), "%(a)s %(b)d" % {"a": 1, "b": 2})
# expect: 'q' q '\xe9'      right|left      |cu 1 2
print("%s" % [1, 2], "%s" % (1,), "%s %s" % ("a", (1, 2)), "%d" % 3.99, "%d" % True, "%i" % -5, "%*d" % (5, 42), "%.*f" % (2, 3.14159))
# expect: [1, 2] 1 a (1, 2) 3 1 -5    42 3.14
print("%s" % None, "%5s|" % "é", "%d%%" % 50, "%s" % {"a": 1}, "%(x)5.1f|" % {"x": 2.25}, "%x" % 2**70, "%u" % 7)
# expect: None     é| 50% {'a': 1}   2.2| 400000000000000000 7
for bad in (lambda: "%d" % "a", lambda: "%s %s" % "a", lambda: "%s" % (1, 2), lambda: "%(a)s" % (1,), lambda: "%(a)s" % {}, lambda: "%q" % 1,
            lambda: "%" % 1, lambda: "%x" % 1.5, lambda: "%f" % "a", lambda: "abc" % 1):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: %d format: a real number is required, not str
# expect: TypeError: not enough arguments for format string
# expect: TypeError: not all arguments converted during string formatting
# expect: TypeError: format requires a mapping
# expect: KeyError: 'a'
# expect: ValueError: unsupported format character 'q' (0x71) at index 1
# expect: ValueError: incomplete format
# expect: TypeError: %x format: an integer is required, not float
# expect: TypeError: must be real number, not str
# expect: TypeError: not all arguments converted during string formatting
