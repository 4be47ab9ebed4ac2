# One generator for all threads: whoever finds it running gets ValueError, and no item comes twice.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer, race, rounds

BUSY = ("generator already executing", "coroutine already executing")


def count(limit):
    for n in range(limit):
        yield n


def drain(iterator):
    found = []
    while True:
        try:
            found.append(next(iterator))
        except StopIteration:
            return found
        except ValueError as error:
            assert str(error) in BUSY, error


for _ in rounds(SECONDS / 3):
    for make in (lambda: count(400), lambda: (n for n in range(400))):
        shared = make()
        parts = race(lambda me: drain(shared))
        assert sorted(sum(parts, [])) == list(range(400))
        assert all(part == sorted(part) for part in parts)


def relay():
    """Yields from another generator, hands on what is sent and thrown, and ends well."""
    try:
        while True:
            try:
                got = yield from inner()
                assert got == "done"
            except KeyError:
                yield "caught"
    finally:
        closed.append(1)


def inner():
    for n in range(5):
        sent = yield ("inner", n)
        assert sent is None or sent[0] == "sent"
    return "done"


closed = []
generators = [relay() for _ in range(3)]


def calm(action, *arguments):
    try:
        return action(*arguments)
    except (StopIteration, KeyError):
        return None
    except (ValueError, TypeError, RuntimeError) as error:
        words = str(error)
        assert (
            words in BUSY
            or words == "can't send non-None value to a just-started generator"
            or words == "generator ignored GeneratorExit"
        ), error


def use(me):
    for generator in list(generators):
        found = calm(next, generator)
        assert found is None or found == "caught" or found[0] == "inner"
        found = calm(generator.send, ("sent", me))
        assert found is None or found == "caught" or found[0] == "inner"
        calm(generator.throw, KeyError("thrown"))


def end(me):
    for n, generator in enumerate(list(generators)):
        calm(generator.close)
        try:
            next(generator)
        except StopIteration:
            generators[n] = relay()
        except ValueError as error:
            assert str(error) in BUSY, error


def look(me):
    for generator in list(generators):
        assert generator.gi_running in (True, False)
        assert generator.gi_suspended in (True, False)
        try:
            frame = generator.gi_frame
        except NotImplementedError:  # gilt, while another thread executes it
            continue
        if frame is not None:
            assert frame.f_code is relay.__code__ and frame.f_lineno > 0
        generator.gi_yieldfrom
        assert generator.__name__ == "relay" and "relay" in repr(generator)
        generator.__name__ = "relay"


hammer(use, end, look, use, seconds=SECONDS / 3)
for generator in generators:
    generator.close()


async def wait(log):
    log.append("in")
    return 7


def coroutines(me):
    """A coroutine is run by one thread: it returns once."""
    for coroutine in pending:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            returned[me].append(stop.value)
        except RuntimeError as error:
            assert "reuse already awaited" in str(error), error
        except ValueError as error:
            assert str(error) in BUSY


for _ in rounds(SECONDS / 3):
    log = []
    returned = [[] for _ in range(THREADS)]
    pending = [wait(log) for _ in range(50)]
    race(coroutines)
    assert len(log) == 50 and sum(returned, []) == [7] * 50
print("ok")  # expect: ok
