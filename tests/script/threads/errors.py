# What Thread and the locks say when they are used wrongly.
# needs-python: 3.13
import threading
import _thread


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__ + ":", e)


t = threading.Thread(target=lambda: None)
attempt(t.join)
# expect: RuntimeError: cannot join thread before it is started
t.start()
attempt(t.start)
# expect: RuntimeError: threads can only be started once
t.join()
attempt(t.start)
# expect: RuntimeError: threads can only be started once
attempt(threading.current_thread().join)
# expect: RuntimeError: cannot join current thread
attempt(lambda: setattr(t, "daemon", True) if t.is_alive() else "not alive")
# expect: not alive
attempt(lambda: setattr(threading.current_thread(), "daemon", True))
# expect: RuntimeError: cannot set daemon status of active thread


class Forgetful(threading.Thread):
    def __init__(self):
        pass


attempt(lambda: Forgetful().start())
# expect: RuntimeError: thread.__init__() not called
lock = threading.Lock()
attempt(lock.release)
# expect: RuntimeError: release unlocked lock
attempt(threading.RLock().release)
# expect: RuntimeError: cannot release un-acquired lock
attempt(lambda: lock.acquire(False, 1))
# expect: ValueError: can't specify a timeout for a non-blocking call
attempt(lambda: lock.acquire(timeout=-2))
# expect: ValueError: timeout value must be a non-negative number
attempt(lambda: lock.acquire("x", "y", "z"))
# expect: TypeError: acquire() takes at most 2 arguments (3 given)
rlock = threading.RLock()
rlock.acquire()
foreign = threading.Thread(target=lambda: attempt(rlock.release))
foreign.start()
foreign.join()
# expect: RuntimeError: cannot release un-acquired lock
attempt(lambda: threading.Thread(group=1))
# expect: AssertionError: group argument must be None for now
attempt(lambda: _thread.start_new_thread(5, ()))
# expect: TypeError: first arg must be callable
attempt(lambda: _thread.start_new_thread(print, 5))
# expect: TypeError: 2nd arg must be a tuple
