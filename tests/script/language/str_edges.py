# needs-python: 3.13
# Corners of str methods: limits, blanks, empty needles, characters beyond ASCII.
print("  a b  c ".split(None, 1), "  a b  c ".rsplit(None, 1), " ".split(), "".split(","))
print("a,b,,c".split(",", 2), "a,b,,c".rsplit(",", 1), "a--b--".split("--"), "a\u2003b\u00a0c".split())
print("x\n\ny\r\nz\u2028w".splitlines(), "x\n\ny\r\nz".splitlines(True))
print("abc".partition("b"), "abc".rpartition("x"), "aXbXc".rpartition("X"), "abc".partition("z"))
print("한국어".find("어"), "한국어 한국".rfind("한"), "aaa".count("aa"), "abc".count(""), "한국".count(""))
print("abc".find("", 3), "abc".find("", 4), "abc".rfind(""), "abc".find("c", -1), "abc".find("a", -100, 1))
print("abcabc".index("c", 3), "abcabc".rindex("a"), "한국어"[1], "한국어"[-1], "한국어"[::-1], "한국어"[:2])
print("abc".replace("", "-"), "한국".replace("", "-", 2), "aaa".replace("a", "b", 2), "abc".replace("b", ""))
print("xxabcxx".strip("x"), "\t a \n".strip() + "|", "xyab".lstrip("yx"), "abé".rstrip("éb"))
print("ab".center(5, "*"), "abc".center(6, "*"), "ab".ljust(4) + "|", "ab".rjust(4, "한"), "-42".zfill(6), "+".zfill(3))
print("a\tbc\td".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0) + "|")
print("abc".startswith(("x", "ab")), "abc".endswith("bc", 1), "abc".startswith("", 4), "abc".startswith("", 3))
print("Straße".upper(), "ǅ".lower(), "ÀÉ".casefold(), "hello wORLD".title(), "hELLO".capitalize(), "aB".swapcase())
print("testing".removeprefix("test"), "testing".removesuffix("ing"), "abc".removesuffix(""))
print("½".isnumeric(), "²".isdigit(), "٣".isdecimal(), "".isalpha(), "a1".isalnum(), "\u3000".isspace(), "a b".isidentifier())
print("-".join(["a"]), "".join([]), "é".join("abc"), ", ".join(str(i) for i in range(4)))
print("abc".translate({97: "x", 98: None, 99: 0x41}), "hello".translate(str.maketrans("el", "ip")))
print("abc".translate(str.maketrans("a", "z", "b")), "abc".translate(str.maketrans({"a": "1", 98: "2"})))
print("abc" * 3, 2 * "é", "x" * 0, "x" * -1, "ab" + "é", "b" in "abc", "" in "", "한" in "가나")
print("a" < "b", "Z" < "a", "é" > "z", "abc" >= "abc", "a" == 1, "a" != 1)
print(sorted(["b", "A", "é", "한", "\U0001f600", "\uffff"]))
print(list("aé한"), len("\U0001f600x"), list(iter("ab")), "abcdef"[1:5:2], "abcdef"[::-2], "abc"[5:] == "")
print("aé한😀".encode(), "aé".encode("latin-1"), "a".encode("ascii"))
print("aé한".encode("ascii", "replace"), "aé한".encode("ascii", "ignore"), "é한😀".encode("ascii", "backslashreplace"))
print("é한".encode("ascii", "xmlcharrefreplace"), "a\udc80".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"))
print(str(b"caf\xc3\xa9", "utf-8"), str(b"caf\xe9", "latin-1"), str(b"\xff", "utf-8", "replace"), str(b"a\xff", errors="ignore"))
print(str(), str(object="x"), str(12), str(None), ascii("é\U0001f600"), repr("a'b"), repr('a"\'b'), repr("\x00\t\\é\u200b"))


class Name(str):
    def shout(self):
        return self.upper() + "!"


n = Name("bob")
n.age = 3
print(n, n.shout(), n.age, type(n).__name__, type(n.strip()).__name__, type(n[:]).__name__, n == "bob", hash(n) == hash("bob"), n + "x", Name(), len(n))
# expect: ['a', 'b  c '] ['  a b', 'c'] [] ['']
# expect: ['a', 'b', ',c'] ['a,b,', 'c'] ['a', 'b', ''] ['a', 'b', 'c']
# expect: ['x', '', 'y', 'z', 'w'] ['x\n', '\n', 'y\r\n', 'z']
# expect: ('a', 'b', 'c') ('', '', 'abc') ('aXb', 'X', 'c') ('abc', '', '')
# expect: 2 4 1 4 3
# expect: 3 -1 3 2 0
# expect: 5 3 국 어 어국한 한국
# expect: -a-b-c- -한-국 bba ac
# expect: abc a| ab a
# expect: **ab* *abc** ab  | 한한ab -00042 +00
# expect: a       bc      d a   b |
# expect: True True False True
# expect: STRASSE ǆ àé Hello World Hello Ab
# expect: ing test abc
# expect: True True True False True True False
# expect: a  aébéc 0, 1, 2, 3
# expect: xA hippo
# expect: zc 12c
# expect: abcabcabc éé   abé True True False
# expect: True True True True False True
# expect: ['A', 'b', 'é', '한', '\uffff', '😀']
# expect: ['a', 'é', '한'] 2 ['a', 'b'] bd fdb True
# expect: b'a\xc3\xa9\xed\x95\x9c\xf0\x9f\x98\x80' b'a\xe9' b'a'
# expect: b'a??' b'a' b'\\xe9\\ud55c\\U0001f600'
# expect: b'&#233;&#54620;' b'a\x80' b'\xed\xa0\x80'
# expect: café café � a
# expect:  x 12 None '\xe9\U0001f600' "a'b" 'a"\'b' '\x00\t\\é\u200b'
# expect: bob BOB! 3 Name str str True True bobx  3
