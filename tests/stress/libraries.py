# Library functions that keep something between calls, or walk what others change: used by all threads.
# modes: on off atomic
import contextlib
import dis
import inspect
import io
import json
import math
import operator
import statistics
import textwrap
import time
import traceback
import unicodedata

from _hammer import hammer


class Record:
    def __init__(self):
        self.name = "name"
        self.values = [1, 2, 3]

    def method(self, a, b=2, *, c=3):
        return (a, b, c)


record = Record()
document = {"list": [1, 2.5, "text"], "dict": {"a": None, "b": True}, "text": "\u00e4\n"}
numbers = [1, 2, 3, 4, 5]


def change(me):
    record.values = [me, 2, 3]
    Record.method.__defaults__ = (me,)
    Record.method.__doc__ = f"doc {me}"
    Record.extra = me
    numbers.append(me)
    numbers.pop(0)
    record.name = "name" * (me + 1)


def read_json(me):
    text = json.dumps(document)
    assert json.loads(text) == document
    assert json.loads('[1, {"a": 2}]', object_pairs_hook=list) == [1, [("a", 2)]]
    decoder = json.JSONDecoder()
    assert decoder.raw_decode('{"k": 1} rest') == ({"k": 1}, 8)
    try:
        json.loads("[1, ")
    except json.JSONDecodeError as error:
        assert error.pos == 4
    assert json.dumps(record.__dict__)[0] == "{"


def look_at_code(me):
    parameters = inspect.signature(Record.method).parameters
    assert list(parameters) == ["self", "a", "b", "c"] and parameters["c"].default == 3
    assert "method" in dict(inspect.getmembers(Record, inspect.isfunction))
    stream = io.StringIO()
    dis.dis(Record.method, file=stream)
    assert "BUILD_TUPLE" in stream.getvalue()
    assert inspect.getdoc(Record.method) is None or inspect.getdoc(Record.method)[:3] == "doc"
    try:
        record.method()
    except TypeError as error:
        lines = traceback.format_exception(error)
        assert "missing 1 required positional argument: 'a'" in lines[-1]


def words(me):
    assert textwrap.fill("word " * 10, 20).count("\n") == 2
    assert textwrap.dedent("  a\n  b") == "a\nb"
    assert unicodedata.name("\u00e4") == "LATIN SMALL LETTER A WITH DIAERESIS"
    assert unicodedata.normalize("NFD", "\u00e4") == "a\u0308"
    assert f"{record.name!r:>10}".strip().startswith("'name")
    assert "%s %d" % ("a", 3) == "a 3" and "{:>5}".format(12) == "   12"
    assert time.strftime("%Y", time.gmtime(0)) == "1970"
    assert time.localtime().tm_year > 2000


def sums(me):
    assert math.fsum(numbers) >= 0 and math.prod([2, 3]) == 6
    assert 0 <= statistics.mean(numbers[:3] + [1]) <= 8
    assert 0 <= statistics.median(numbers[:3] + [1]) <= 8
    assert sum(numbers) >= 0 and len(sorted(numbers, key=operator.neg)) >= 4
    assert math.comb(20, 3) == 1140 and pow(3, 10**3, 7) == 4
    assert int("123" * 20) % 10 == 3 and str(3**200).startswith("2656")


def stacks(me):
    closed = []

    @contextlib.contextmanager
    def opened(name):
        try:
            yield name
        finally:
            closed.append(name)

    with contextlib.ExitStack() as stack:
        assert [stack.enter_context(opened(n)) for n in range(3)] == [0, 1, 2]
        stack.callback(closed.append, "called")
    assert closed == ["called", 2, 1, 0]
    with contextlib.suppress(KeyError), opened("other"):
        raise KeyError


hammer(change, read_json, look_at_code, words, sums, stacks, change, look_at_code)
print("ok")  # expect: ok
