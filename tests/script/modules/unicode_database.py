# unicodedata: names and properties of characters.
# needs-python: 3.14
import unicodedata as u

print(u.name("é"), u.name("가"), u.name("一"), u.name("\n", None))
# expect: LATIN SMALL LETTER E WITH ACUTE HANGUL SYLLABLE GA CJK UNIFIED IDEOGRAPH-4E00 None
print(u.lookup("greek small letter pi"), ascii(u.lookup("HANGUL SYLLABLE HIH")), "\N{BULLET}")
# expect: π '\ud7a3' •
print([u.category(c) for c in "aA1 _\n€"])
# expect: ['Ll', 'Lu', 'Nd', 'Zs', 'Pc', 'Cc', 'Sc']
print(u.decimal("٣"), u.digit("²"), u.numeric("½"), u.numeric("万"), u.decimal("²", -1))
# expect: 3 2 0.5 10000.0 -1
print([u.east_asian_width(c) for c in "a日Ａｱ¡é"], u.bidirectional("א"), u.mirrored("("))
# expect: ['Na', 'W', 'F', 'H', 'A', 'A'] R 1
print(u.combining("\u0301"), len(u.normalize("NFD", "é")), u.normalize("NFKC", "ﬁ"))
# expect: 230 2 fi
print(u.is_normalized("NFC", "e\u0301"), u.is_normalized("NFC", "é"))
# expect: False True
for wrong in (lambda: u.name("\n"), lambda: u.lookup("nope"), lambda: u.digit("x"),
              lambda: u.numeric("x"), lambda: u.normalize("X", ""), lambda: u.category(1)):
    try:
        wrong()
    except Exception as error:
        print(repr(error))
# expect: ValueError('no such name')
# expect: KeyError("undefined character name 'nope'")
# expect: ValueError('not a digit')
# expect: ValueError('not a numeric character')
# expect: ValueError('invalid normalization form')
# expect: TypeError('category() argument must be a unicode character, not int')
