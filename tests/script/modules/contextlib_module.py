# Context managers made of generators, stacks of them, and the small ones.
# needs-python: 3.12
import contextlib

import os
import sys
from contextlib import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__ + ":", error)


@contextmanager
def tag(name):
    """An element."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("handled", error)
    finally:
        print(f"</{name}>")


with tag("a") as name, tag("b"):
    print(name)
# expect: <a>
# expect: <b>
# expect: A
# expect: </b>
# expect: </a>
with tag("c"):
    raise KeyError("lost")
# expect: <c>
# expect: handled 'lost'
# expect: </c>


def leaves(error):
    with tag("d"):
        raise error


attempt(leaves, ValueError("through"))
# expect: <d>
# expect: </d>
# expect: ValueError: through
attempt(leaves, StopIteration("stop"))
# expect: <d>
# expect: </d>
# expect: StopIteration: stop
print(tag.__name__, tag.__doc__)
# expect: tag An element.


@tag("decorated")
def work(x):
    return x * 2


print(work(2), work(3), work.__name__)
# expect: <decorated>
# expect: </decorated>
# expect: <decorated>
# expect: </decorated>
# expect: 4 6 work


@contextmanager
def silent():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def changes():
    try:
        yield
    except ValueError as error:
        raise TypeError("changed") from error


@contextmanager
def goes_on():
    try:
        yield
    except ValueError:
        yield


def use(manager, error=None):
    with manager:
        if error:
            raise error
    return "done"


attempt(use, silent())
# expect: RuntimeError: generator didn't yield
attempt(use, twice())
# expect: RuntimeError: generator didn't stop
attempt(use, changes(), ValueError("old"))
# expect: TypeError: changed
attempt(use, goes_on(), ValueError("x"))
# expect: RuntimeError: generator didn't stop after throw()
attempt(use, twice(), RuntimeError("mine"))
# expect: RuntimeError: mine


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as thing:
    print(type(thing).__name__)
# expect: Thing
# expect: closed
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
# expect: after
attempt(use, suppress(KeyError), IndexError("not that one"))
# expect: IndexError: not that one
try:
    with suppress(ValueError):
        raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
except ExceptionGroup as group:
    print(repr(group))
# expect: ExceptionGroup('several', [TypeError(2)])
with nullcontext(5) as five:
    print(five)
# expect: 5


class Sink:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


sink = Sink()
with redirect_stdout(sink) as target:
    print("hidden")
print("".join(sink.parts), target is sink)
# expect: hidden
# expect:  True
with redirect_stderr(sink):
    print("error", file=sys.stderr)
print("".join(sink.parts))
# expect: hidden
# expect: error
# expect:
here = os.getcwd()
with chdir("/"):
    print(os.getcwd())
# expect: /
print(os.getcwd() == here)
# expect: True


class Noisy:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__)
        if self.fail:
            raise self.fail
        return self.swallow


with ExitStack() as stack:
    for name in "xy":
        stack.enter_context(Noisy(name))
    stack.callback(print, "callback", end="!\n")
    print("inside")
# expect: enter x
# expect: enter y
# expect: inside
# expect: callback!
# expect: exit y None
# expect: exit x None
with ExitStack() as stack:
    stack.enter_context(Noisy("swallows", swallow=True))
    stack.enter_context(Noisy("sees"))
    raise ValueError("gone")
# expect: enter swallows
# expect: enter sees
# expect: exit sees ValueError
# expect: exit swallows ValueError


def chained():
    with ExitStack() as stack:
        stack.enter_context(Noisy("outer"))
        stack.enter_context(Noisy("replaces", fail=KeyError("new")))
        raise ValueError("first")


try:
    chained()
except KeyError as error:
    print(repr(error), repr(error.__context__), error.__context__.__context__)
# expect: enter outer
# expect: enter replaces
# expect: exit replaces ValueError
# expect: exit outer KeyError
# expect: KeyError('new') ValueError('first') None
with ExitStack() as stack:
    stack.push(lambda kind, value, tb: print("pushed", kind))
    kept = stack.pop_all()
print("moved")
# expect: moved
kept.close()
# expect: pushed None
attempt(ExitStack().enter_context, 3)
# expect: TypeError: 'builtins.int' object does not support the context manager protocol


class Plain(AbstractContextManager):
    def __exit__(self, *details):
        print("left")


with Plain() as plain:
    print(isinstance(plain, AbstractContextManager), issubclass(Noisy, AbstractContextManager), isinstance(3, AbstractContextManager))
# expect: True True False
# expect: left
attempt(AbstractContextManager)
# expect: TypeError: Can't instantiate abstract class AbstractContextManager without an implementation for abstract method '__exit__'


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")

    def __exit__(self, *details):
        print("stop")


@Timer()
def timed():
    return "result"


print(timed())
# expect: start
# expect: stop
# expect: result


# asynchronous ones, driven by hand
def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


class AsyncNoisy:
    async def __aenter__(self):
        print("aenter")
        return self

    async def __aexit__(self, kind, value, tb):
        print("aexit", kind and kind.__name__)
        return kind is KeyError


async def with_stack():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(AsyncNoisy())
        stack.enter_context(Noisy("sync"))

        async def last():
            print("awaited callback")

        stack.push_async_callback(last)
        raise KeyError("async")
    return "finished"


print(run(with_stack()))
# expect: aenter
# expect: enter sync
# expect: awaited callback
# expect: exit sync KeyError
# expect: aexit KeyError
# expect: finished


class Closable:
    async def aclose(self):
        print("aclosed")


async def with_aclosing():
    async with aclosing(Closable()), nullcontext(1) as one:
        return one


print(run(with_aclosing()))
# expect: aclosed
# expect: 1
