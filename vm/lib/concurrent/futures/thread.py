"""ThreadPoolExecutor.

The worker threads know the pool (what is shared: the queue of calls and the flags) but not the
executor, so that an executor that nobody refers to any more can end them.
"""

from _queue import Empty, SimpleQueue
from concurrent.futures import _base
from os import process_cpu_count as _process_cpu_count
from threading import Lock, Semaphore, Thread, _register_atexit, current_thread

__all__ = ["BrokenThreadPool", "ThreadPoolExecutor"]


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker thread has failed."""


class _Call:
    """A submitted call and the future of its result."""

    __slots__ = ("future", "fn", "args", "kwargs")

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        future = self.future
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exception:
            future.set_exception(exception)
            self = future = None  # the traceback of the exception holds this frame
        else:
            future.set_result(result)


class _Pool:
    """What the executor and its workers share. `lock` guards everything but the queue."""

    def __init__(self, initializer, initargs):
        self.calls = SimpleQueue()  # None: a worker is to look at the flags
        self.idle = Semaphore(0)  # counts the workers that wait for a call
        self.lock = Lock()
        self.closed = False  # no more calls are accepted; what is queued is still done
        self.broken = None  # why the pool cannot be used, or None
        self.initializer = initializer
        self.initargs = initargs

    def work(self):
        """What a worker thread does."""
        if self.initializer is not None:
            try:
                self.initializer(*self.initargs)
            except BaseException:
                _base._log().critical("Exception in initializer:", exc_info=True)
                self.fail()
                return
        calls = self.calls
        while True:
            try:
                call = calls.get_nowait()
            except Empty:
                self.idle.release()
                call = calls.get()
            if call is not None:
                call.run()
                call = None  # nothing of it is kept while this thread waits
            elif self.closed or _exiting:
                calls.put(None)  # for the next worker
                return

    def fail(self):
        """Give up: an initializer has raised."""
        with self.lock:
            self.broken = "A thread initializer failed, the thread pool is not usable anymore"
        for future in self.drain():
            future.set_exception(BrokenThreadPool(self.broken))

    def drain(self):
        """Take all calls out of the queue; yields their futures."""
        while True:
            try:
                call = self.calls.get_nowait()
            except Empty:
                return
            if call is not None:
                yield call.future

    def close(self):
        self.closed = True
        self.calls.put(None)


# The pools that have threads, for the end of the program. Under _exit_lock: once _exiting is set there
# are no new calls and no new threads.
_exit_lock = Lock()
_threads_of = {}  # Thread -> _Pool
_exiting = False
_executors_named = 0


def _next_number():
    """A number for the names of an executor's threads."""
    global _executors_named
    with _exit_lock:
        _executors_named += 1
        return _executors_named - 1


def _end_all_workers():
    global _exiting
    with _exit_lock:
        _exiting = True
        threads = list(_threads_of.items())
    for thread, pool in threads:
        pool.calls.put(None)
    for thread, pool in threads:
        thread.join()


_register_atexit(_end_all_workers)


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in at most `max_workers` threads, which are started as calls need them."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            # More than there are cores: threads of pools mostly wait.
            max_workers = min(32, (_process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{_next_number()}"
        self._threads = set()
        self._pool = _Pool(initializer, initargs)
        self._work_queue = self._pool.calls

    def submit(self, fn, /, *args, **kwargs):
        pool = self._pool
        with pool.lock, _exit_lock:
            if pool.broken:
                raise BrokenThreadPool(pool.broken)
            if pool.closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _exiting:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            pool.calls.put(_Call(future, fn, args, kwargs))
            if not pool.idle.acquire(blocking=False):
                self._start_thread()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _start_thread(self):
        number = len(self._threads)
        if number >= self._max_workers:
            return
        pool = self._pool
        thread = Thread(name=f"{self._thread_name_prefix}_{number}", target=_run_worker, args=(pool,))
        thread.start()
        _threads_of[thread] = pool
        self._threads.add(thread)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pool = self._pool
        with pool.lock:
            pool.closed = True
        if cancel_futures:
            for future in pool.drain():
                future.cancel()
                future.set_running_or_notify_cancel()  # nobody is to wait for it any more
        pool.calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__

    def __del__(self):
        # The workers end when the queue is empty. (No pool: __init__ has raised.)
        pool = getattr(self, "_pool", None)
        if pool is not None:
            pool.close()


def _run_worker(pool):
    try:
        pool.work()
    finally:
        with _exit_lock:
            _threads_of.pop(current_thread(), None)
