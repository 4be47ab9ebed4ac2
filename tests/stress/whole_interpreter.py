# What belongs to the whole interpreter, set by all threads: limits, hooks, streams, filters, handlers.
# modes: on off atomic
import atexit
import builtins
import functools
import io
import logging
import sys
import threading
import warnings

from _hammer import SECONDS, hammer

stdout = sys.stdout
sink = io.StringIO()
logger = logging.getLogger("stress")
logger.propagate = False


def limits(me):
    sys.setrecursionlimit(1000 + me)
    assert 1000 <= sys.getrecursionlimit() <= 1008
    sys.setswitchinterval(0.001 * (me + 1))
    assert 0 < sys.getswitchinterval() < 0.1
    sys.path.append(f"/nowhere/{me}")
    sys.path.remove(f"/nowhere/{me}")
    sys.argv = [str(me)]
    assert sys.argv[0].isdigit()


def deep(n):
    return n if n == 0 else deep(n - 1)


def recurse(me):
    assert deep(100) == 0
    try:
        deep(10**6)
    except RecursionError:
        pass


def streams(me):
    """print() finds the old or the new stream."""
    sys.stdout = sink if me % 2 else Other()
    print("word", me)
    sys.stdout.write("word\n")
    sys.stdout = sink
    print("word", me, file=sink)


class Other(io.StringIO):
    """A stream that comes and goes."""


def hooks(me):
    threading.excepthook = lambda args: seen.append(args.exc_type)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    sys.excepthook = sys.__excepthook__
    builtins.print = true_print
    mine = functools.partial(true_print, "never called")  # or it shows at the end
    atexit.register(mine)
    atexit.unregister(mine)
    threading.stack_size(0)


seen = []
true_print = print


def warn(me):
    with_filter = ("ignore", None, UserWarning, None, 0)
    warnings.filterwarnings("ignore", category=UserWarning)
    warnings.warn("careful", UserWarning)
    assert isinstance(warnings.filters, list) and len(with_filter) == 5
    if me == 0:
        warnings.resetwarnings()
        warnings.simplefilter("ignore")


def log(me):
    handler = logging.StreamHandler(io.StringIO())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO if me % 2 else logging.WARNING)
    logger.warning("line %d", me)
    logger.removeHandler(handler)
    for line in handler.stream.getvalue().splitlines():
        assert line.startswith("line ")
    logging.getLogger(f"stress.{me % 3}").debug("nothing")


def compile_all(me):
    code = compile(f"a = {me}\nb = a + 1\ndef f(x): return x + b", f"<{me}>", "exec")
    space = {}
    exec(code, space)
    assert space["f"](1) == me + 2
    assert eval("sum(range(me))") == me * (me - 1) // 2
    assert eval(compile("[n * n for n in range(4)]", "<list>", "eval")) == [0, 1, 4, 9]
    try:
        compile("a = = b", "<wrong>", "exec")
    except SyntaxError as error:
        assert error.lineno == 1


part = SECONDS / 2
try:
    hammer(limits, recurse, streams, compile_all, streams, compile_all, seconds=part)
    warnings.simplefilter("ignore")
    hammer(hooks, warn, log, log, hooks, compile_all, seconds=part)
finally:
    sys.stdout = stdout
assert set(sink.getvalue().split()) <= {"word", *map(str, range(100))}
assert set(seen) <= {ZeroDivisionError}
sys.setrecursionlimit(1000)
print("ok")  # expect: ok
