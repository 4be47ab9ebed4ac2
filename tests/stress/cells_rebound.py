# Closures share their cells: rebound, emptied and read by all threads.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer


def make():
    value = ("value", 0)
    items = [0]

    def write(me):
        nonlocal value
        value = ("value", me)
        items[0] = ("item", me)

    def empty(me):
        nonlocal value
        try:
            del value
        except NameError:
            pass
        value = ("value", me)

    def read(me):
        try:
            found = value
        except NameError as error:
            assert "value" in str(error), error
            return
        assert found[0] == "value" and 0 <= found[1] < THREADS
        assert [v for v in (found, found)] == [found, found]
        assert items[0] == 0 or items[0][0] == "item"

    def through_cell(me):
        cell = read.__closure__[read.__code__.co_freevars.index("value")]
        try:
            assert cell.cell_contents[0] == "value"
        except ValueError as error:
            assert str(error) in ("Cell is empty", "cell is empty"), error
        cell.cell_contents = ("value", me)
        try:
            repr(cell)
        except ValueError:
            pass

    return write, empty, read, through_cell


write, empty, read, through_cell = make()


def counters(me):
    """Closures of one's own count exactly, whatever the others do to theirs."""

    def counter():
        count = 0

        def step():
            nonlocal count
            count += 1
            return count

        return step

    step = counter()
    assert [step() for _ in range(50)] == list(range(1, 51))


hammer(write, empty, read, through_cell, read, write, counters, read)


def rewired():
    """Functions made from others, with cells of others."""
    shared = ("shared", 0)

    def get():
        return shared

    def put(me):
        nonlocal shared
        shared = ("shared", me)
        copy = type(get)(get.__code__, globals(), "copy", None, get.__closure__)
        assert copy()[0] == "shared" and get()[0] == "shared"
        big = [(me, "x")] * 3
        assert (lambda: big)() is big
        del big

    return put


hammer(rewired(), seconds=SECONDS / 3)
print("ok")  # expect: ok
