# bytes and bytearray.
b = b"hello"
print(b, b[0], b[1:3], len(b), b + b" x", b * 2, b"l" in b, 104 in b, list(b), b == b"hello", b < b"world")
# expect: b'hello' 104 b'el' 5 b'hello x' b'hellohello' True True [104, 101, 108, 108, 111] True True
print(b"a\x00\xff\n'\"", b'\'', bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes())
# expect: b'a\x00\xff\n\'"' b"'" b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'x' b'\x00\x01\x02' b''
print(b.upper(), b.find(b"l"), b.replace(b"l", b"L"), b.split(b"l"), b.startswith(b"he"), b.hex(), bytes.fromhex("68 69"))
# expect: b'HELLO' 2 b'heLLo' [b'he', b'', b'o'] True 68656c6c6f b'hi'
print(b.decode(), b.decode("ascii"), b", ".join([b"a", b"b"]), b" x ".strip(), b.count(b"l"), b.index(b"o"), b"%d %s" % (5, b"x"))
# expect: hello hello b'a, b' b'x' 2 4 b'5 x'
print(hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], b"".join([]), bool(b""), sorted(b"cab"), max(b"az"), b"a,b".partition(b","))
# expect: True 1 b'' False [97, 98, 99] 122 (b'a', b',', b'b')
ba = bytearray(b"abc")
ba[0] = 120
ba.append(100)
ba += b"ef"
ba[1:3] = b"--"
print(ba, len(ba), bytes(ba), ba.pop(), ba, ba == b"x--de", bytearray(2), bytearray([1]))
# expect: bytearray(b'x--de') 6 b'x--def' 102 bytearray(b'x--de') True bytearray(b'\x00\x00') bytearray(b'\x01')
ba.extend([65])
del ba[0]
print(ba, ba.decode(), ba.find(b"d"))  # expect: bytearray(b'--deA') --deA 2
for bad in (lambda: b"a" + "b", lambda: b"a"[5], lambda: bytes([256]), lambda: bytes("x"), lambda: b"\xff".decode(), lambda: bytes([-1]),
            lambda: b"a".join(["x"]), lambda: "a" in b"a", lambda: bytes.fromhex("zz"), lambda: b"abc".index(b"z"), lambda: bytearray(b"a").__setitem__(0, 256)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: can't concat str to bytes
# expect: IndexError: index out of range
# expect: ValueError: bytes must be in range(0, 256)
# expect: TypeError: string argument without an encoding
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: ValueError: bytes must be in range(0, 256)
# expect: TypeError: sequence item 0: expected a bytes-like object, str found
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 0
# expect: ValueError: subsection not found
# expect: ValueError: byte must be in range(0, 256)
try:
    b[0] = 1
except TypeError as e:
    print(e)
# expect: 'bytes' object does not support item assignment
