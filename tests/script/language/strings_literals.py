# String and bytes literals: prefixes, escapes, joining, triple quotes, line continuation.
print('single', "double", 'it\'s', "say \"hi\"", 'a\\b', "tab\there", r"raw\n", R'\d', b"bytes", rb"\x", Rb'\y', u"unicode")
# expect: single double it's say "hi" a\b tab	here raw\n \d b'bytes' b'\\x' b'\\y' unicode
print("\x41\u0042\U00000043\103\N{LATIN SMALL LETTER E WITH ACUTE}", "\a\b\f\v\0" == "\x07\x08\x0c\x0b\x00", len("\
"), "a\
b")  # expect: ABCCé True 0 ab
print("""triple "quoted" text
with lines
and \\ escape""")
# expect: triple "quoted" text
# expect: with lines
# expect: and \ escape
print('''single 'triple' ''' "joined" ' to' " one", ("across "
      "lines"))
# expect: single 'triple' joined to one across lines
print(b"\x00\xff\101", b'it"s', b"a" b"b", "" == '', len("\r\n"), "\101\60", "\N{BULLET}" == "•")
# expect: b'\x00\xffA' b'it"s' b'ab' True 2 A0 True
print(repr("\t\n\r\\'"), repr('"'), repr("'\""), repr("\x1b[0m"), repr("é\u200e\U0001f600"), ascii("é😀"), str("\t") == "	")
# expect: "\t\n\r\\'" '"' '\'"' '\x1b[0m' 'é\u200e😀' '\xe9\U0001f600' True
text = "x" \
    "y"
print(text, "한국어 문자열", "emoji 🎯", "combining é", len("combining é"))
# expect: xy 한국어 문자열 emoji 🎯 combining é 11
print("%", "{}", "{{", "#not a comment", "'" + '"')  # a comment
# expect: % {} {{ #not a comment '"
if True: print("one line"); print("two statements")
# expect: one line
# expect: two statements
print(1 if True
      else 2, [1,
               2,  # inner comment
               3], {
    "k": 1,
})  # expect: 1 [1, 2, 3] {'k': 1}
def f(): return "one-line def"
print(f()); x = 1; y = 2; print(x + y)
# expect: one-line def
# expect: 3
class Empty: pass
print(Empty.__name__, Empty().__class__.__name__)  # expect: Empty Empty
