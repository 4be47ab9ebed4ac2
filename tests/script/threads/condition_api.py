# Condition: ownership, timeouts, results, locks of all kinds, repr.
import threading
import time


def error(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def shape(x):  # repr() without the addresses
    first, *rest = repr(x).split("0x")
    return "0x".join([first] + [text.lstrip("0123456789abcdef") for text in rest])


c = threading.Condition()
print(error(c.wait))  # expect: RuntimeError: cannot wait on un-acquired lock
print(error(c.wait, "soon"))  # expect: RuntimeError: cannot wait on un-acquired lock
print(error(c.notify))  # expect: RuntimeError: cannot notify on un-acquired lock
print(error(c.notify_all))  # expect: RuntimeError: cannot notify on un-acquired lock
print(error(c.release))  # expect: RuntimeError: cannot release un-acquired lock
print(error(c.wait_for, lambda: "yes"))  # expect: yes
print(error(c.wait_for, lambda: 0))  # expect: RuntimeError: cannot wait on un-acquired lock
print(error(threading.Condition(threading.Lock()).release))  # expect: RuntimeError: release unlocked lock
print(error(threading.Condition, 5))  # expect: AttributeError: 'int' object has no attribute 'acquire'
print(shape(threading.Condition(threading.Lock())))
# expect: <Condition(<unlocked _thread.lock object at 0x>, 0)>
print(shape(c))  # expect: <Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x>, 0)>

with c as held:
    print(held, c._is_owned())  # expect: True True
    print(c.wait(0), c.wait(-1), c.wait(0.001), c.wait(timeout=0))  # expect: False False False False
    print(error(c.wait, "soon"))
    # expect: TypeError: '>' not supported between instances of 'str' and 'int'
    print(error(c.wait, 1e12))  # expect: OverflowError: timestamp out of range for platform time_t
    print(c._is_owned())  # expect: True
    print(c.notify(), c.notify(5), c.notify(0), c.notify_all())  # expect: None None None None
    print(c.wait_for(lambda: [], 0.01), c.wait_for(lambda: 0, -1), c.wait_for(lambda: 7, 0))
    # expect: [] 0 7
    print(error(c.wait_for, 3))  # expect: TypeError: 'int' object is not callable
print(c._is_owned(), c.acquire(), c.acquire(False), c.release(), c.release())
# expect: False True True None None

# A thread waits, another notifies.
for lock in (None, threading.Lock(), threading.RLock()):
    c = threading.Condition(lock)
    state = []

    def waiter():
        with c:
            state.append("waits")
            state.append(c.wait())
            state.append(c._is_owned())

    t = threading.Thread(target=waiter)
    t.start()
    while not state:
        time.sleep(0.001)
    with c:
        # waiting: once the lock is ours, the waiter has enlisted
        state.append(shape(c)[-5:])
        c.notify()
    t.join()
    print(state)
# expect: ['waits', ', 1)>', True, True]
# expect: ['waits', ', 1)>', True, True]
# expect: ['waits', ', 1)>', True, True]

# An RLock held twice is given up whole, and taken back whole.
c = threading.Condition()
ready = threading.Event()


def other():
    with c:
        ready.set()
        c.notify()


c.acquire()
c.acquire()
t = threading.Thread(target=other)
t.start()
print(c.wait(10), ready.is_set(), c.release(), c.release())  # expect: True True None None
print(error(c.release))  # expect: RuntimeError: cannot release un-acquired lock
t.join()


# Locks that a script wrote.
class Loud:
    def __init__(self):
        self.lock = threading.Lock()
        self.log = []

    def acquire(self, *args):
        self.log.append("acquire")
        return self.lock.acquire(*args)

    def release(self):
        self.log.append("release")
        self.lock.release()


loud = Loud()
c = threading.Condition(loud)
c.acquire()
print(c.wait(0.001), loud.log)
# expect: False ['acquire', 'acquire', 'release', 'acquire']
loud.log.clear()
print(c.notify(), loud.log)  # expect: None ['acquire']
c.release()
print(error(c.notify), loud.log)
# expect: RuntimeError: cannot notify on un-acquired lock ['acquire', 'release', 'acquire', 'release']


class Saved(Loud):
    def _is_owned(self):
        self.log.append("owned?")
        return self.lock.locked()

    def _release_save(self):
        self.log.append("save")
        self.lock.release()
        return "state"

    def _acquire_restore(self, state):
        self.log.append(state)
        self.lock.acquire()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.log.append(args)
        self.release()


saved = Saved()
c = threading.Condition(saved)
with c:
    saved.log.clear()
    print(c.wait(0.001), saved.log)  # expect: False ['owned?', 'save', 'state']
print(saved.log[3:])  # expect: [(None, None, None), 'release']


# Subclasses
class Counting(threading.Condition):
    def __init__(self, start):
        super().__init__(threading.Lock())
        self.waits = start

    def wait(self, timeout=None):
        self.waits += 1
        return super().wait(timeout)


c = Counting(10)
with c:
    print(c.wait_for(lambda: False, 0.002), c.waits > 10)  # expect: False True
c.note = "attributes of its own"
print(c.note)  # expect: attributes of its own
print(issubclass(Counting, threading.Condition), threading.Condition.__module__)
# expect: True threading
