"""Queues for threads that hand work to each other.

A Queue is a container under one lock with three conditions on it: not empty (getters wait for it), not
full (putters do) and all tasks done (join() does).
"""

from _collections import deque
from _queue import Empty, SimpleQueue
from heapq import heappop, heappush
from threading import Condition, Lock
from time import monotonic as _now

_GenericAlias = type(list[int])

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue"]


class Full(Exception):
    """Raised by Queue.put(block=False) and put_nowait() when there is no room."""


class ShutDown(Exception):
    """Raised by put() and get() of a queue that has been shut down."""


class Queue:
    """First in, first out. With maxsize > 0, put() waits while there are that many items."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        # All changes are made under this lock; the conditions share it.
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    # --- items

    def put(self, item, block=True, timeout=None):
        """Add an item; wait for room if necessary.

        With block=False, or when `timeout` seconds have passed, raise Full instead. Raise ShutDown when
        the queue has been shut down, while waiting too.
        """
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait_for_room(block, timeout)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def _wait_for_room(self, block, timeout):
        if not block:
            if self._qsize() >= self.maxsize:
                raise Full
        elif timeout is None:
            while self._qsize() >= self.maxsize:
                self.not_full.wait()
                if self.is_shutdown:
                    raise ShutDown
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            deadline = _now() + timeout
            while self._qsize() >= self.maxsize:
                remaining = deadline - _now()
                if remaining <= 0.0:
                    raise Full
                self.not_full.wait(remaining)
                if self.is_shutdown:
                    raise ShutDown

    def get(self, block=True, timeout=None):
        """Remove and return an item; wait for one if necessary.

        With block=False, or when `timeout` seconds have passed, raise Empty instead. Raise ShutDown when
        the queue has been shut down and is empty.
        """
        with self.not_empty:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            if not block or timeout is not None or not self._qsize():
                self._wait_for_item(block, timeout)
            item = self._get()
            self.not_full.notify()
            return item

    def _wait_for_item(self, block, timeout):
        if not block:
            if not self._qsize():
                raise Empty
        elif timeout is None:
            while not self._qsize():
                self.not_empty.wait()
                if self.is_shutdown and not self._qsize():
                    raise ShutDown
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            deadline = _now() + timeout
            while not self._qsize():
                remaining = deadline - _now()
                if remaining <= 0.0:
                    raise Empty
                self.not_empty.wait(remaining)
                if self.is_shutdown and not self._qsize():
                    raise ShutDown

    def put_nowait(self, item):
        """put(item, block=False)."""
        return self.put(item, block=False)

    def get_nowait(self):
        """get(block=False)."""
        return self.get(block=False)

    # --- what is to be done

    def task_done(self):
        """Say that the work on an item that get() returned is finished.

        When as many calls were made as items were put, join() goes on.
        """
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished <= 0:
                if unfinished < 0:
                    raise ValueError("task_done() called too many times")
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        """Wait until task_done() has been called for every item that was put."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        """Let no more items in: put() raises ShutDown from now on, and get() once the queue is empty.

        With immediate=True the items that are left are dropped, and count as done.
        """
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    # --- how it stands

    def qsize(self):
        """How many items there are at this moment; a moment later it may be different."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Is it empty at this moment?"""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Is it full at this moment?"""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    # --- the container, for subclasses to replace; called with the lock held

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()



    __class_getitem__ = classmethod(_GenericAlias)


class PriorityQueue(Queue):
    """The smallest item first. Items are often pairs (priority, data)."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()
