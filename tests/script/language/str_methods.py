# needs-python: 3.13
# str: every everyday method, indexing by code point, Unicode.
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), "hELLO".capitalize(), "Straße".casefold(), "ß".upper())
# expect: HELLO, WORLD hello, world hELLO, wORLD Hello, World Hello strasse SS
print(s.find("o"), s.rfind("o"), s.find("x"), s.find("o", 5), s.index("W"), s.count("l"), s.count(""), "aaa".count("aa"))
# expect: 4 8 -1 8 7 3 13 1
print(s.replace("l", "L"), s.replace("l", "L", 2), "abc".replace("", "-"), "a-b-c".replace("-", ""), "x".replace("x", "yy"))
# expect: HeLLo, WorLd HeLLo, World -a-b-c- abc yy
print(s.startswith("Hell"), s.endswith("d"), s.startswith(("a", "H")), s.startswith("W", 7), s.endswith("o", 0, 5))
# expect: True True True True True
print("  a b ".strip() + "|", "  a".lstrip() + "|", "a  ".rstrip() + "|", "xxaxx".strip("x"), "abcba".strip("ab"), "www.x.com".lstrip("w."))
# expect: a b| a| a| a c x.com
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "a b c".split(None, 1))
# expect: ['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b,c'] ['a,b', 'c'] [] [''] ['a', 'b c']
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"))
# expect: ['one', 'two', 'three'] ['a\n', 'b'] ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '')
print(",".join(["a", "b"]), "".join(c * 2 for c in "abc"), "-".join("xyz"), ", ".join([]))
# expect: a,b aabbcc x-y-z 
print("abc".center(9, "*"), "abc".ljust(6) + "|", "abc".rjust(6), "42".zfill(5), "-42".zfill(5), "abc".zfill(2), "ab".center(5))
# expect: ***abc*** abc   |    abc 00042 -0042 abc   ab 
print("abc".isalpha(), "ab1".isalnum(), "123".isdigit(), "12.3".isdecimal(), " \t".isspace(), "Abc".istitle(), "ABC".isupper(), "abc".islower(), "x_1".isidentifier(), "".isalpha(), "a b".isprintable(), "½".isnumeric())
# expect: True True True False True True True True True False True True
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "a\tb".expandtabs(4), "ab\tc".expandtabs())
# expect: x x a   b ab      c
print("abc".translate({97: "x", 98: None}), "hello".translate(str.maketrans("el", "ip")), str.maketrans("a", "b", "c"))
# expect: xc hippo {97: 98, 99: None}
print("abc"[0], "abc"[-1], "héllo wörld"[1], len("héllo"), "日本語"[1], len("日本語"), "🎉x"[1], len("🎉"), "añb"[::-1])
# expect: a c é 5 本 3 x 1 bña
print("é" in "café", "x" not in "abc", "" in "", "bc" in "abc", "a" + "b" * 3, 3 * "ab", "a" * 0, "a" * -1)
# expect: True True True True abbb ababab  
print("a" < "b", "a" < "B", "abc" < "abd", "Z" < "a", "é" > "z", "" < "a", "10" < "9", min("hello"), sorted("banana"))
# expect: True False True True True True True e ['a', 'a', 'a', 'b', 'n', 'n']
print(ord("a"), chr(8364), ord("🎉"), chr(0x1F389), "\x41\u00e9\U0001F389\101", "\N{BULLET}", "a\\b\'\"")
# expect: 97 € 127881 🎉 Aé🎉A • a\b'"
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnew\nback\\"), repr("\x00\x7f\xa0é\u200b\ud7ff"), ascii("é🎉"))
# expect: "it's" 'say "hi"' 'both \' and "' 'tab\tnew\nback\\' '\x00\x7f\xa0é\u200b\ud7ff' '\xe9\U0001f389'
print("abc".encode(), "é".encode("utf-8"), "abc".encode("ascii"), b"caf\xc3\xa9".decode(), "é".encode("latin-1"))
# expect: b'abc' b'\xc3\xa9' b'abc' café b'\xe9'
print(str(5), str(None), str([1, "a"]), str(b"x"), str(1.5), str(), str(b"abc", "utf-8"), str(ValueError("v")), str(int))
# expect: 5 None [1, 'a'] b'x' 1.5  abc v <class 'int'>
print("%s" % "x", "{}".format(1), f"{1}", "a" "b", """multi
line""", r"\n", "con\
tinued")
# expect: x 1 1 ab multi
# expect: line \n continued
print(list("abc"), tuple("ab"), set("aab") == {"a", "b"}, list(enumerate("ab")), dict(zip("ab", "cd")), [*"hi"])
# expect: ['a', 'b', 'c'] ('a', 'b') True [(0, 'a'), (1, 'b')] {'a': 'c', 'b': 'd'} ['h', 'i']
print("hello world foo".title(), "they're bill's".title(), "x1y".title(), "ÀB".lower(), "ǆ".title(), "İ".lower() == "i̇")
# expect: Hello World Foo They'Re Bill'S X1Y àb ǅ True
print("abc".isascii(), "é".isascii(), hash("abc") == hash("ab" + "c"), bool(""), bool(" "))
# expect: True False True False True
print("a.b.c".rsplit("."), "  x  y ".rsplit(), "aXbXc".split("X"), "abc".split("abc"), "mississippi".split("ss"))
# expect: ['a', 'b', 'c'] ['x', 'y'] ['a', 'b', 'c'] ['', ''] ['mi', 'i', 'ippi']
print("abcabc".rindex("b"), "abc".find(""), "abc".rfind(""), "abc".find("", 10), "\n".isspace(), "a".isidentifier())
# expect: 4 0 3 -1 True True
for bad in (lambda: "abc".index("x"), lambda: "a".split(""), lambda: ",".join([1]), lambda: ",".join(["a", 2]), lambda: "abc"[5],
            lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(""), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" - "b",
            lambda: "abc".nope, lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".center("x"), lambda: "a".center(5, "ab"),
            lambda: "a".replace("b"), lambda: "x".startswith(1), lambda: 5 in "abc", lambda: "a" * "b", lambda: int("x" * 3), lambda: "a".encode("nope")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: substring not found
# expect: ValueError: empty separator
# expect: TypeError: sequence item 0: expected str instance, int found
# expect: TypeError: sequence item 1: expected str instance, int found
# expect: IndexError: string index out of range
# expect: ValueError: chr() arg not in range(0x110000)
# expect: ValueError: chr() arg not in range(0x110000)
# expect: TypeError: ord() expected a character, but string of length 2 found
# expect: TypeError: ord() expected a character, but string of length 0 found
# expect: TypeError: can only concatenate str (not "int") to str
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: unsupported operand type(s) for -: 'str' and 'str'
# expect: AttributeError: 'str' object has no attribute 'nope'
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: The fill character must be exactly one character long
# expect: TypeError: replace() takes at least 2 positional arguments (1 given)
# expect: TypeError: startswith first arg must be str or a tuple of str, not int
# expect: TypeError: 'in <string>' requires string as left operand, not int
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: ValueError: invalid literal for int() with base 10: 'xxx'
# expect: LookupError: unknown encoding: nope
