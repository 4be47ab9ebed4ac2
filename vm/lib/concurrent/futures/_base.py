"""Futures, waiting for several of them, and what executors have in common."""

from _collections import deque
from _queue import Empty, SimpleQueue
from threading import Condition
from time import monotonic as _now

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

# The states of a future, in the order in which they can follow each other. A cancelled one has told
# its waiters only when an executor has come across it.
PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_SHOWN = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}
_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)

TimeoutError = TimeoutError  # it is the built-in one


class Error(Exception):
    """Base class of the exceptions of futures."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The operation is not allowed in this state of the future."""


class BrokenExecutor(RuntimeError):
    """The executor cannot run anything any more."""


class Future:
    """The result of a call that may not have been made yet. Executors make them."""

    def __init__(self):
        self._condition = Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []  # called with the future when it is over
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}"
            if self._state == FINISHED:
                if self._exception:
                    text += f" raised {self._exception.__class__.__name__}"
                else:
                    text += f" returned {self._result.__class__.__name__}"
            return text + ">"

    # --- for who wants the result

    def cancel(self):
        """Cancel the call unless it is running or over already; say whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Was the call cancelled?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Is the call being made?"""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Was the call cancelled, or is it over?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def add_done_callback(self, fn):
        """Call fn(self) when the future is done, in the thread that ends it; now, if it is done.

        What fn raises is logged and ignored.
        """
        with self._condition:
            if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def result(self, timeout=None):
        """Wait for the call to be over, and return its result or raise its exception.

        Raises CancelledError if it was cancelled, TimeoutError after `timeout` seconds.
        """
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception is None:
                    return self._result
                raise self._exception
        finally:
            self = None  # the traceback of the exception is not to hold the future that holds it

    def exception(self, timeout=None):
        """Wait for the call to be over, and return the exception that it raised, or None."""
        with self._condition:
            self._wait(timeout)
            return self._exception

    def _wait(self, timeout):
        """Wait for the state FINISHED with the condition held, or raise."""
        if self._state == FINISHED:
            return
        if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED):
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    # --- for executors and tests

    def set_running_or_notify_cancel(self):
        """Say that the call begins. False: it was cancelled, and is not to be made."""
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._tell_waiters()
                return False
            _log().critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        """Say that the call is over and what it returned."""
        with self._condition:
            self._check_unfinished()
            self._result = result
            self._finish()
        if self._done_callbacks:
            self._invoke_callbacks()

    def set_exception(self, exception):
        """Say that the call is over and what it raised."""
        with self._condition:
            self._check_unfinished()
            self._exception = exception
            self._finish()
        if self._done_callbacks:
            self._invoke_callbacks()

    def _check_unfinished(self):
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
            raise InvalidStateError(f"{self._state}: {self!r}")

    def _finish(self):
        self._state = FINISHED
        if self._waiters:
            self._tell_waiters()
        self._condition.notify_all()

    def _tell_waiters(self):
        for waiter in self._waiters:
            waiter(self)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            _log().exception("exception calling callback for %r", self)

    def _report_to(self, waiter):
        """Call waiter(self) when the future is over: now, if it is."""
        with self._condition:
            if self._state not in _OVER:
                self._waiters.append(waiter)
                return
        waiter(self)

    def _forget(self, waiter):
        with self._condition:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    __class_getitem__ = classmethod(type(list[int]))


def _log():
    from logging import getLogger

    return getLogger("concurrent.futures")


# --- waiting for several futures


class DoneAndNotDoneFutures(tuple):
    """The result of wait(): the futures that are over, and the others."""

    __slots__ = ()
    __match_args__ = _fields = ("done", "not_done")

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]

    def __repr__(self):
        return f"{self.__class__.__name__}(done={self[0]!r}, not_done={self[1]!r})"


def as_completed(fs, timeout=None):
    """Yield the futures as they come to their end; those that are over already first.

    Raises TimeoutError when not all are over within `timeout` seconds of this call.
    """
    deadline = None if timeout is None else timeout + _now()
    return _as_completed(set(fs), deadline)


def _as_completed(pending, deadline):
    total = len(pending)
    ended = SimpleQueue()
    waiter = ended.put
    try:
        for future in pending:
            future._report_to(waiter)
        while pending:
            try:
                future = ended.get(timeout=None if deadline is None else max(deadline - _now(), 0))
            except Empty:
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished") from None
            pending.discard(future)
            box = [future]
            del future  # a result lives no longer than who iterates wants
            yield box.pop()
    finally:
        for future in pending:
            future._forget(waiter)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait until all the futures are over, or the first of them, or the first that raised.

    Returns the pair (done, not_done) of sets; after `timeout` seconds it returns in any case.
    """
    fs = set(fs)
    done = {future for future in fs if future._state in _OVER}
    not_done = fs - done
    if (
        not not_done
        or return_when == FIRST_COMPLETED and done
        or return_when == FIRST_EXCEPTION and any(map(_has_failed, done))
    ):
        return DoneAndNotDoneFutures(done, not_done)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")

    ended = SimpleQueue()
    waiter = ended.put
    for future in not_done:
        future._report_to(waiter)
    deadline = None if timeout is None else timeout + _now()
    try:
        while len(done) < len(fs):
            future = ended.get(timeout=None if deadline is None else max(deadline - _now(), 0))
            done.add(future)
            if return_when == FIRST_COMPLETED:
                break
            if return_when == FIRST_EXCEPTION and _has_failed(future):
                break
    except Empty:
        pass
    finally:
        for future in not_done:
            future._forget(waiter)
    while not ended.empty():
        done.add(ended.get())
    return DoneAndNotDoneFutures(done, fs - done)


def _has_failed(future):
    return future._state == FINISHED and future._exception is not None


# --- executors


class Executor:
    """Runs calls somewhere. As a context manager it waits for them at the end of the block."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called; returns the Future of its result."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """As the built-in map(), with the calls made by the executor, several at a time.

        The iterables are read at once, or, with `buffersize`, only that many calls ahead of the
        results. The iterator raises TimeoutError when the next result is not there `timeout` seconds
        after this call. `chunksize` is for executors that pass calls on in groups.
        """
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError("buffersize must be an integer or None")
        if buffersize is not None and buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        deadline = None if timeout is None else timeout + _now()
        calls = zip(*iterables)
        if buffersize is None:
            futures = deque([self.submit(fn, *args) for args in calls])
            return _results(futures, deadline, None)
        futures = deque(self.submit(fn, *args) for _, args in zip(range(buffersize), calls))
        return _results(futures, deadline, (self, fn, calls))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Accept no more calls, and free what the executor needs when those it has are over.

        With wait=True, wait for that; with cancel_futures=True, cancel the calls that have not begun.
        """

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(futures, deadline, source):
    """The results in the order of the calls. `source`: where further calls come from, or None."""
    try:
        while futures:
            if source is not None:
                executor, fn, calls = source
                for args in calls:
                    futures.append(executor.submit(fn, *args))
                    break
                else:
                    source = None
                executor = calls = None
            timeout = None if deadline is None else deadline - _now()
            yield _result_or_cancel([futures.popleft()], timeout)
    finally:
        for future in futures:
            future.cancel()


def _result_or_cancel(box, timeout):
    """The result of the future in a list, which does not keep it."""
    future = box.pop()
    try:
        return future.result(timeout)
    finally:
        future.cancel()  # for the case of a timeout
        future = None
