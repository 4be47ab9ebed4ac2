# needs-python: 3.13
# What str methods say about wrong arguments.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


show(lambda: "abc".split(1))
show(lambda: "abc".split(""))
show(lambda: "abc".rsplit(""))
show(lambda: "abc".replace(1, 2))
show(lambda: "abc".replace("a", 2))
show(lambda: "abc".find(1))
show(lambda: "abc".index("x"))
show(lambda: "abc".rindex("x"))
show(lambda: "abc".count(None))
show(lambda: "abc".startswith(1))
show(lambda: "abc".endswith(("a", 1)))
show(lambda: "abc".strip(1))
show(lambda: "abc".lstrip(b"a"))
show(lambda: "abc".center(5, "ab"))
show(lambda: "abc".center(5, 1))
show(lambda: "abc".center("x"))
show(lambda: "abc".partition(1))
show(lambda: "abc".partition(""))
show(lambda: "abc".removeprefix(1))
show(lambda: ",".join(1))
show(lambda: ",".join(["a", 1]))
text = "abc"  # the compiler warns about a literal
show(lambda: text["a"])
show(lambda: "abc"[5])
show(lambda: text[1.0])
show(lambda: "abc" + 1)
show(lambda: "abc" * 1.5)
show(lambda: "abc" * "x")
show(lambda: 1 in "abc")
show(lambda: "abc" < 1)
show(lambda: "abc" * (2**62))
show(lambda: str(b"\xff", "utf-8"))
show(lambda: str(b"ab\x80\x81", "ascii"))
show(lambda: str(1, "utf-8"))
show(lambda: str("a", "utf-8"))
show(lambda: "é한".encode("ascii"))
show(lambda: "aé한x".encode("latin-1"))
show(lambda: "\ud800\udc00".encode())
show(lambda: "é".encode("ascii", "nope"))
show(lambda: "a".encode("nope"))
show(lambda: str.maketrans(1))
show(lambda: str.maketrans("a", "bc"))
show(lambda: str.maketrans({"ab": 1}))
show(lambda: "a".translate({97: 1.5}))
show(lambda: "a".translate({97: -1}))
show(lambda: "{".format())
show(lambda: "}".format())
show(lambda: "{0".format(1))
show(lambda: "{}".format())
show(lambda: "{1}".format(1))
show(lambda: "{a}".format(b=1))
show(lambda: "{} {0}".format(1))
show(lambda: "{0} {}".format(1))
show(lambda: "{!x}".format(1))
show(lambda: "{!rx}".format(1))
show(lambda: "{:{:{}}}".format(1, 2, 3))
show(lambda: "{0.}".format(1))
show(lambda: "{0[}".format(1))
show(lambda: "{0[a}".format(1))
show(lambda: "{0[a]b}".format({"a": 1}))
show(lambda: "{0.nope}".format(1))
show(lambda: "{:d}".format("x"))
show(lambda: "{:q}".format(1))
show(lambda: "{:.3d}".format(1))
show(lambda: "{}".format_map({}))
show(lambda: "%d" % "x")
show(lambda: "%x" % 1.5)
show(lambda: "%f" % "x")
show(lambda: "%s %s" % (1,))
show(lambda: "%s" % (1, 2))
show(lambda: "abc" % 1)
show(lambda: "%(a)s" % 1)
show(lambda: "%(a)s" % {"b": 1})
show(lambda: "%q" % 1)
show(lambda: "%" % 1)
show(lambda: "%*d" % ("a", 1))
show(lambda: "%(a" % {})
show(lambda: "%c" % 0x110000)
show(lambda: str(1, 2, 3, 4))
# expect: TypeError: must be str or None, not int
# expect: ValueError: empty separator
# expect: ValueError: empty separator
# expect: TypeError: replace() argument 1 must be str, not int
# expect: TypeError: replace() argument 2 must be str, not int
# expect: TypeError: find() argument 1 must be str, not int
# expect: ValueError: substring not found
# expect: ValueError: substring not found
# expect: TypeError: count() argument 1 must be str, not None
# expect: TypeError: startswith first arg must be str or a tuple of str, not int
# expect: TypeError: tuple for endswith must only contain str, not int
# expect: TypeError: strip arg must be None or str
# expect: TypeError: lstrip arg must be None or str
# expect: TypeError: The fill character must be exactly one character long
# expect: TypeError: The fill character must be a unicode character, not int
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: must be str, not int
# expect: ValueError: empty separator
# expect: TypeError: removeprefix() argument must be str, not int
# expect: TypeError: can only join an iterable
# expect: TypeError: sequence item 1: expected str instance, int found
# expect: TypeError: string indices must be integers, not 'str'
# expect: IndexError: string index out of range
# expect: TypeError: string indices must be integers, not 'float'
# expect: TypeError: can only concatenate str (not "int") to str
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: 'in <string>' requires string as left operand, not int
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
# expect: OverflowError: repeated string is too long
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 2: ordinal not in range(128)
# expect: TypeError: decoding to str: need a bytes-like object, int found
# expect: TypeError: decoding str is not supported
# expect: UnicodeEncodeError: 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: UnicodeEncodeError: 'latin-1' codec can't encode character '\ud55c' in position 2: ordinal not in range(256)
# expect: UnicodeEncodeError: 'utf-8' codec can't encode characters in position 0-1: surrogates not allowed
# expect: LookupError: unknown error handler name 'nope'
# expect: LookupError: unknown encoding: nope
# expect: TypeError: if you give only one argument to maketrans it must be a dict
# expect: ValueError: the first two maketrans arguments must have equal length
# expect: ValueError: string keys in translate table must be of length 1
# expect: TypeError: character mapping must return integer, None or str
# expect: ValueError: character mapping must be in range(0x110000)
# expect: ValueError: Single '{' encountered in format string
# expect: ValueError: Single '}' encountered in format string
# expect: ValueError: expected '}' before end of string
# expect: IndexError: Replacement index 0 out of range for positional args tuple
# expect: IndexError: Replacement index 1 out of range for positional args tuple
# expect: KeyError: 'a'
# expect: ValueError: cannot switch from automatic field numbering to manual field specification
# expect: ValueError: cannot switch from manual field specification to automatic field numbering
# expect: ValueError: Unknown conversion specifier x
# expect: ValueError: expected ':' after conversion specifier
# expect: ValueError: Max string recursion exceeded
# expect: ValueError: Empty attribute in format string
# expect: ValueError: expected '}' before end of string
# expect: ValueError: expected '}' before end of string
# expect: ValueError: Only '.' or '[' may follow ']' in format field specifier
# expect: AttributeError: 'int' object has no attribute 'nope'
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: ValueError: Unknown format code 'q' for object of type 'int'
# expect: ValueError: Precision not allowed in integer format specifier
# expect: ValueError: Format string contains positional fields
# expect: TypeError: %d format: a real number is required, not str
# expect: TypeError: %x format: an integer is required, not float
# expect: TypeError: must be real number, not str
# expect: TypeError: not enough arguments for format string
# expect: TypeError: not all arguments converted during string formatting
# expect: TypeError: not all arguments converted during string formatting
# expect: TypeError: format requires a mapping
# expect: KeyError: 'a'
# expect: ValueError: unsupported format character 'q' (0x71) at index 1
# expect: ValueError: incomplete format
# expect: TypeError: * wants int
# expect: ValueError: incomplete format key
# expect: OverflowError: %c arg not in range(0x110000)
# expect: TypeError: str expected at most 3 arguments, got 4
