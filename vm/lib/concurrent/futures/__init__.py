"""Running functions elsewhere, and their results when they come.

An Executor takes calls (submit, map) and answers with Futures. ThreadPoolExecutor runs them in threads
of this process.
"""

from concurrent.futures._base import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    TimeoutError,
    as_completed,
    wait,
)
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = [
    "ALL_COMPLETED",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "BrokenExecutor",
    "CancelledError",
    "Executor",
    "Future",
    "InterpreterPoolExecutor",
    "InvalidStateError",
    "ProcessPoolExecutor",
    "ThreadPoolExecutor",
    "TimeoutError",
    "as_completed",
    "wait",
]


def __getattr__(name):
    if name in ("ProcessPoolExecutor", "InterpreterPoolExecutor"):
        from concurrent.futures import _unsupported

        value = globals()[name] = getattr(_unsupported, name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
