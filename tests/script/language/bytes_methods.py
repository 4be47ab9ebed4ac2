# bytes and bytearray methods in their corners.
# needs-python: 3.14
def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print(b" a  b ".split(), b" a  b ".split(None, 1), b" a  b ".rsplit(None, 1), b"a,b,c".split(b",", 1), b"a,b,c".rsplit(b",", 1))
# expect: [b'a', b'b'] [b'a', b'b '] [b' a', b'b'] [b'a', b'b,c'] [b'a,b', b'c']
print(b"a\nb\r\nc\rd".splitlines(), b"a\n\nb\n".splitlines(True), b"a-b".partition(b"-"), b"ab".rpartition(b"-"))
# expect: [b'a', b'b', b'c', b'd'] [b'a\n', b'\n', b'b\n'] (b'a', b'-', b'b') (b'', b'', b'ab')
print(b"abcdef".hex(":", 2), b"abcde".hex("-", -2), bytes.fromhex("61 62\t63"), b"ab".center(7, b"*"), b"-5".zfill(5))
# expect: 6162:6364:6566 6162-6364-65 b'abc' b'***ab**' b'-0005'
print(b"a\tbc\t".expandtabs(4), b"hello wOrld".title(), b"hELLO".capitalize(), b"xxabxx".strip(b"x"), b"aXbX".replace(b"X", b"--", 1))
# expect: b'a   bc  ' b'Hello World' b'Hello' b'ab' b'a--bX'
print(b"abc".translate(bytes.maketrans(b"ab", b"BA")), b"abcabc".translate(None, b"b"), b"".join([bytearray(b"x"), b"y"]), b"abc".removeprefix(b"ab"))
# expect: b'BAc' b'acac' b'xy' b'c'
print(b"%s|%5b|%-4s|%03d|%x|%.2f|%c|%r" % (b"a", b"b", b"c", 5, 255, 1.5, 65, "é"), b"%(k)s" % {b"k": b"v"})
# expect: b"a|    b|c   |005|ff|1.50|A|'\\xe9'" b'v'
a = bytearray(b"0123456789")
del a[1:8:3]
a[0:2] = b"abc"
a[::2] = b"#" * len(a[::2])
a.insert(1, 45)
a.reverse()
print(a, a.pop(), a.pop(0), a, a.find(b"#"), a * 2)
# expect: bytearray(b'#6#3#b-') 35 57 bytearray(b'#6#3#b-') 0 bytearray(b'#6#3#b-#6#3#b-')
a.resize(3)
print(a, a.copy() is a, a == b"#6#", bytes(a), a.isdigit())
# expect: bytearray(b'#6#') False True b'#6#' False
attempt(lambda: bytes([256]))
# expect: ValueError: bytes must be in range(0, 256)
attempt(lambda: bytearray([256]))
# expect: ValueError: byte must be in range(0, 256)
attempt(lambda: bytes("text"))
# expect: TypeError: string argument without an encoding
attempt(lambda: b"a" + "b")
# expect: TypeError: can't concat str to bytes
attempt(lambda: b"abc".index(b"z"))
# expect: ValueError: subsection not found
attempt(lambda: b"x".join(["a"]))
# expect: TypeError: sequence item 0: expected a bytes-like object, str found
attempt(lambda: hash(bytearray()))
# expect: TypeError: unhashable type: 'bytearray'
attempt(lambda: b"%d" % "x")
# expect: TypeError: %d format: a real number is required, not str
attempt(lambda: bytearray(b"ab").decode("ascii").upper() + b"\xff".decode("latin-1"))
# expect: ABÿ
attempt(lambda: bytearray(b"\xff").decode())
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
