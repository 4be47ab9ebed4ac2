"""Tools for the with statement (PEP 343)."""

import abc
import os
import sys
from _collections_abc import _defines as _has_methods
from functools import wraps
from types import GenericAlias, MethodType

__all__ = [
    "asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
    "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack",
    "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir"]

# --- base classes


class AbstractContextManager(abc.ABC):
    """Base class of context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __enter__(self):
        """Return what `as` names: the manager itself, unless this is overridden."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Called when the block is left; a true result means that the exception has been dealt with."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has_methods(C, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """Base class of asynchronous context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    async def __aenter__(self):
        """Return what `as` names: the manager itself, unless this is overridden."""
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Called when the block is left; a true result means that the exception has been dealt with."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _has_methods(C, "__aenter__", "__aexit__")
        return NotImplemented


class ContextDecorator:
    """Lets a context manager be a decorator: the function runs inside it."""

    def _recreate_cm(self):
        """The manager for one call; those that can be used only once make a new one."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class AsyncContextDecorator:
    """The same for asynchronous context managers and coroutine functions."""

    def _recreate_cm(self):
        """The manager for one call; those that can be used only once make a new one."""
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return inner


# --- generators as context managers


class _GeneratorManager:
    """What the managers of contextmanager() and asynccontextmanager() share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def _forget_arguments(self):
        del self.args, self.kwds, self.func  # needed for _recreate_cm() only; let them go


def _is_wrapped(error, stop, stop_type):
    """Did the generator's StopIteration come back as RuntimeError (PEP 479)?"""
    return isinstance(stop, stop_type) and error.__cause__ is stop


class _GeneratorContextManager(_GeneratorManager, AbstractContextManager, ContextDecorator):
    """Helper for @contextmanager decorator."""

    def __enter__(self):
        self._forget_arguments()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()  # the exception is needed as an object
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            # The exception is dealt with, unless it is the one that the block raised.
            return stop is not value
        except RuntimeError as error:
            if error is value:
                value.__traceback__ = traceback
                return False
            if _is_wrapped(error, value, StopIteration):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(
        _GeneratorManager, AbstractAsyncContextManager, AsyncContextDecorator):
    """Helper for @asynccontextmanager decorator."""

    async def __aenter__(self):
        self._forget_arguments()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as stop:
            return stop is not value
        except RuntimeError as error:
            if error is value or _is_wrapped(error, value, (StopIteration, StopAsyncIteration)):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Decorator that makes a context manager of a generator function with one yield."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    """Decorator that makes an asynchronous context manager of an asynchronous generator function."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


# --- small managers


class closing(AbstractContextManager):
    """Close something at the end of a block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Await the aclose() of something at the end of a block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    """Puts another stream in the place of one of sys; can be nested."""

    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Send what is printed to another stream."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Send what goes to sys.stderr to another stream."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """End the block quietly when one of the exceptions is raised; of groups, take the matching part out."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            _, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """A manager that does nothing; `as` names what it was given."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Work in another directory; not for threads, which share the working directory."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        os.chdir(self._old_cwd.pop())


# --- stacks of managers


def _full_name(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def _special_methods(cm, names, protocol="context manager protocol"):
    """The two methods of a manager's class; TypeError names what is missing."""
    cls = type(cm)
    try:
        return [getattr(cls, name) for name in names]
    except AttributeError:
        raise TypeError(
            f"{_full_name(cls)!r} object does not support the {protocol}") from None


class _BaseExitStack:
    """What ExitStack and AsyncExitStack share: callbacks, the last first, as (is_sync, callback)."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Move the callbacks to a new stack."""
        stack = type(self)()
        stack._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return stack

    def push(self, exit):
        """Call exit.__exit__ (or exit itself) with the exception when the block ends."""
        method = getattr(type(exit), "__exit__", None)
        self._push(exit if method is None else MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        """Enter a manager; it is left when the block ends."""
        enter, leave = _special_methods(cm, ("__enter__", "__exit__"))
        result = enter(cm)
        self._push(MethodType(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Call a function with these arguments when the block ends."""
        def on_exit(exc_type, exc, tb):
            callback(*args, **kwds)

        on_exit.__wrapped__ = callback
        self._push(on_exit)
        return callback

    def _push(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))

    def _link(self, error, outer, last):
        """Make an exception that a callback raised follow `last`, as nested with statements would."""
        while True:
            context = error.__context__
            if context is None or context is last:
                return
            if context is outer:
                break
            error = context
        error.__context__ = last


class _Unwinding:
    """The exception that goes through the callbacks of a stack."""

    def __init__(self, error):
        self.error = error
        self.received = error is not None
        self.suppressed = False
        self.replaced = False
        self.outer = sys.exception()

    def details(self):
        error = self.error
        return (type(error), error, error.__traceback__) if error is not None else (None, None, None)

    def dealt_with(self):
        self.suppressed = True
        self.replaced = False
        self.error = None

    def raised(self, stack, error):
        stack._link(error, self.outer, self.error)
        self.error = error
        self.replaced = True

    def answer(self):
        """The result of __exit__(), when it does not raise."""
        return self.received and self.suppressed


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A number of managers and callbacks that is not known beforehand, left in reverse order."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                if callback(*unwinding.details()):
                    unwinding.dealt_with()
            except BaseException as error:
                unwinding.raised(self, error)
        if not unwinding.replaced:
            return unwinding.answer()
        context = unwinding.error.__context__
        try:
            raise unwinding.error
        except BaseException:  # raising has set the context anew
            unwinding.error.__context__ = context
            raise

    def close(self):
        """Leave all managers now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """The same with asynchronous managers and callbacks too."""

    async def enter_async_context(self, cm):
        """Enter an asynchronous manager; it is left when the block ends."""
        enter, leave = _special_methods(cm, ("__aenter__", "__aexit__"),
                                        "asynchronous context manager protocol")
        result = await enter(cm)
        self._push(MethodType(leave, cm), is_sync=False)
        return result

    def push_async_exit(self, exit):
        """Await exit.__aexit__ (or exit itself) with the exception when the block ends."""
        method = getattr(type(exit), "__aexit__", None)
        self._push(exit if method is None else MethodType(method, exit), is_sync=False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Await a coroutine function with these arguments when the block ends."""
        async def on_exit(exc_type, exc, tb):
            await callback(*args, **kwds)

        on_exit.__wrapped__ = callback
        self._push(on_exit, is_sync=False)
        return callback

    async def aclose(self):
        """Leave all managers now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        unwinding = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                answer = callback(*unwinding.details())
                if not is_sync:
                    answer = await answer
                if answer:
                    unwinding.dealt_with()
            except BaseException as error:
                unwinding.raised(self, error)
        if not unwinding.replaced:
            return unwinding.answer()
        context = unwinding.error.__context__
        try:
            raise unwinding.error
        except BaseException:  # raising has set the context anew
            unwinding.error.__context__ = context
            raise
