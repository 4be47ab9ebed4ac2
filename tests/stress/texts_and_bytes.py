# A bytearray, streams in memory and texts built from what changes meanwhile.
# modes: on off atomic
import io

from _hammer import SECONDS, hammer

data = bytearray()
WORD = b"abcdef"
ALLOWED = set(WORD + WORD.upper() + b" *")
words = ["alpha", "beta", "gamma"]
texts = io.StringIO()
octets = io.BytesIO()


def scene():
    data[:] = WORD * 3


def calm(action, *arguments):
    try:
        return action(*arguments)
    except (IndexError, ValueError, BufferError):
        return None


def store(index, value):
    data[index] = value


def remove(index):
    del data[index]


def write(me):
    data.append(WORD[me % 6])
    data.extend(WORD)
    data.extend([97, 98])
    data.insert(2, 99)
    data[1:3] = WORD
    data[0:0] = WORD[:2]
    calm(store, 0, 100)
    calm(store, -1, 101)
    calm(store, slice(0, 4, 2), b"ef")
    calm(data.__iadd__, b"a")
    if len(data) > 500:
        data.clear()
        data.extend(WORD * 3)
    calm(data.__imul__, 1)


def take(me):
    for found in (calm(data.pop), calm(data.pop, 0)):
        assert found is None or found in ALLOWED
    calm(data.remove, 97)
    calm(remove, 0)
    calm(remove, slice(0, 5))
    data.reverse()
    if len(data) < 10:
        data.extend(WORD)


def read(me):
    for found in (data, data[:], data[1:9:2], bytes(data), data.copy(), reversed(data), list(data),
                  data + b"a", b"a" + data, data * 2, data.upper(), data.replace(b"a", b"b"),
                  data.center(20, b"*"), data.translate(None, b"a"), data.strip(b"a"), sorted(data),
                  data.title(), data.swapcase(), data.ljust(9), data.expandtabs()):  # fmt: skip
        assert ALLOWED.issuperset(found), bytes(found)
    calm(data.__getitem__, 3)
    calm(data.__getitem__, -3)


def ask(me):
    assert 0 <= len(data) < 5000
    assert 0 <= data.count(b"a") <= 5000 and data.find(b"zz") == -1 and data.rfind(97) >= -1
    assert all(set(part) <= ALLOWED for part in data.split(b"a"))
    assert len(data.partition(b"c")) == 3
    text = data.decode()
    assert all(ord(letter) in ALLOWED for letter in text)
    assert bytes.fromhex(data.hex()).isascii()
    assert data.startswith((b"a", b"b", b"c", b"d", b"e", b"f")) in (True, False)
    for question in (b"abc" in data, 97 in data, data == WORD, data < b"b", data.isalpha()):
        assert question in (True, False)
    assert repr(data).startswith("bytearray(b'")
    calm(data.index, b"a")


def after():
    assert ALLOWED.issuperset(data) and len(data) == len(list(data))


def join(me):
    """The list of words changes while it is joined."""
    words.append("delta")
    words.insert(0, "omega")
    words.pop()
    words.pop(0)
    words[me % 3] = ("alpha", "beta", "gamma")[me % 3]
    try:
        text = "-".join(words)
    except RuntimeError as error:
        assert "changed size" in str(error)
        return
    assert set(text.split("-")) <= {"alpha", "beta", "gamma", "delta", "omega"}, text
    for text in ("%s" % words, f"{words}", "{}".format(words), str(words)):
        assert text[0] == "["
    assert " ".join(word.upper() for word in words).isupper()


def streams(me):
    """Each write goes in whole."""
    texts.write("line of text\n")
    octets.write(b"12345678")
    assert texts.getvalue().count("line of text\n") > 0
    assert len(octets.getvalue()) % 8 == 0
    assert texts.tell() >= 0 and octets.tell() >= 0


def whole():
    assert set(texts.getvalue().splitlines()) == {"line of text"}
    assert octets.getvalue() == b"12345678" * (len(octets.getvalue()) // 8)
    for stream in (texts, octets):
        stream.seek(0)
        stream.truncate()


hammer(write, take, read, ask, before=scene, after=after, seconds=SECONDS / 3)
hammer(join, seconds=SECONDS / 3)
hammer(streams, after=whole, seconds=SECONDS / 3, round_time=0.05)
print("ok")  # expect: ok
