# Semaphore and BoundedSemaphore: counts, errors, timeouts, many threads.
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


s = threading.Semaphore(2)
print(shape(s))  # expect: <threading.Semaphore at 0x: value=2>
print(s.acquire(), s.acquire(False), s.acquire(blocking=False), s.acquire(timeout=0.001))
# expect: True True False False
print(s.acquire(True, 0), s.acquire(timeout=-1), s.acquire(True, 0.001))  # expect: False False False
print(error(s.acquire, False, 1))
# expect: ValueError: can't specify timeout for non-blocking acquire
print(error(s.acquire, False, None))  # expect: False
print(s.release(), s.release(3), shape(s))  # expect: None None <threading.Semaphore at 0x: value=4>
print(error(s.release, 0))  # expect: ValueError: n must be one or more
print(error(s.release, "many"))
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
with s as got:
    print(got, shape(s))  # expect: True <threading.Semaphore at 0x: value=3>
print(error(threading.Semaphore, -1))  # expect: ValueError: semaphore initial value must be >= 0
print(error(threading.Semaphore, "a"))
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(error(threading.Semaphore, None))
# expect: TypeError: '<' not supported between instances of 'NoneType' and 'int'
print(shape(threading.Semaphore()))  # expect: <threading.Semaphore at 0x: value=1>

b = threading.BoundedSemaphore(2)
print(shape(b))  # expect: <threading.BoundedSemaphore at 0x: value=2/2>
print(error(b.release))  # expect: ValueError: Semaphore released too many times
with b:
    print(shape(b), error(b.release, 2))
    # expect: <threading.BoundedSemaphore at 0x: value=1/2> ValueError: Semaphore released too many times
print(b.acquire(), b.release(), error(b.release))
# expect: True None ValueError: Semaphore released too many times
print(issubclass(threading.BoundedSemaphore, threading.Semaphore))  # expect: True


class Logged(threading.Semaphore):
    def __init__(self, value, log):
        super().__init__(value)
        self.log = log

    def release(self, n=1):
        self.log.append(f"release {n}")
        super().release(n)


log = []
with Logged(1, log) as got:
    pass
print(got, log)  # expect: True ['release 1']

# At most N inside
pool = threading.BoundedSemaphore(3)
guard = threading.Lock()
inside = most = total = 0


def work():
    global inside, most, total
    for _ in range(30):
        with pool:
            with guard:
                inside += 1
                total += 1
                most = max(most, inside)
            time.sleep(0.0002)
            with guard:
                inside -= 1


threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(inside, 1 <= most <= 3, total, shape(pool))
# expect: 0 True 240 <threading.BoundedSemaphore at 0x: value=3/3>

# release(n) wakes n
gate = threading.Semaphore(0)
passed = []


def enter(me):
    gate.acquire()
    passed.append(me)


threads = [threading.Thread(target=enter, args=(i,)) for i in range(6)]
for t in threads:
    t.start()
time.sleep(0.02)
gate.release(4)
while len(passed) < 4:
    time.sleep(0.001)
time.sleep(0.01)
print(len(passed))  # expect: 4
gate.release(2)
for t in threads:
    t.join()
print(sorted(passed), shape(gate))  # expect: [0, 1, 2, 3, 4, 5] <threading.Semaphore at 0x: value=0>

# Permits are neither lost nor made up, with timeouts in between.
s = threading.Semaphore(2)
taken = [0] * 6


def hurry(me):
    for _ in range(200):
        if s.acquire(timeout=0.0003):
            taken[me] += 1
            s.release()


threads = [threading.Thread(target=hurry, args=(i,)) for i in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(taken) > 0, shape(s))  # expect: True <threading.Semaphore at 0x: value=2>
