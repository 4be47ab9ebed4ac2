"""The executors that gilt does not have. They can be imported; making one says what is missing."""

from concurrent.futures._base import Executor


class ProcessPoolExecutor(Executor):
    """Calls in other processes: not available."""

    def __init__(self, *args, **keywords):
        raise NotImplementedError(
            "concurrent.futures.ProcessPoolExecutor: gilt runs a program in one process only; "
            "ThreadPoolExecutor with the GIL off (--gil off) computes in parallel"
        )


class InterpreterPoolExecutor(Executor):
    """Calls in other interpreters of this process: not available."""

    def __init__(self, *args, **keywords):
        raise NotImplementedError(
            "concurrent.futures.InterpreterPoolExecutor: gilt has no sub-interpreters; "
            "ThreadPoolExecutor with the GIL off (--gil off) computes in parallel"
        )
