# Event: set, clear, wait and its results, subclasses, repr.
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


e = threading.Event()
print(shape(e), e.is_set())  # expect: <threading.Event at 0x: unset> False
print(e.wait(0), e.wait(-1), e.wait(0.001), e.wait(timeout=0.001))  # expect: False False False False
print(error(e.wait, "soon"))
# expect: TypeError: '>' not supported between instances of 'str' and 'int'
print(e.set(), shape(e), e.is_set())  # expect: None <threading.Event at 0x: set> True
print(e.wait(), e.wait(0), e.wait("not looked at"))  # expect: True True True
print(e.clear(), e.is_set())  # expect: None False
print(error(threading.Event, 1).split(":")[0])  # expect: TypeError

# set() wakes all that wait, though the flag is cleared at once.
results = []
waiting = threading.Semaphore(0)


def waiter():
    waiting.release()
    results.append(e.wait(20))


threads = [threading.Thread(target=waiter) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    waiting.acquire()
time.sleep(0.05)
e.set()
e.clear()
for t in threads:
    t.join()
print(results, e.is_set())  # expect: [True, True, True, True, True] False

# Times
start = time.monotonic()
print(e.wait(0.05), 0.045 < time.monotonic() - start < 10)  # expect: False True


class MyEvent(threading.Event):
    def __init__(self, label):
        super().__init__()
        self.label = label
        self.sets = 0

    def set(self):
        self.sets += 1
        super().set()


mine = MyEvent("start")
threading.Timer(0.01, mine.set).start()
print(mine.wait(20), mine.label, mine.sets, isinstance(mine, threading.Event))
# expect: True start 1 True
print(shape(mine))  # expect: <__main__.MyEvent at 0x: set>


class Plain(threading.Event):
    pass


print(Plain().wait(0), shape(Plain()))  # expect: False <__main__.Plain at 0x: unset>

# Ping and pong
ping, pong = threading.Event(), threading.Event()
log = []


def answer():
    for i in range(500):
        ping.wait()
        ping.clear()
        log.append(i)
        pong.set()


t = threading.Thread(target=answer)
t.start()
for i in range(500):
    ping.set()
    pong.wait()
    pong.clear()
t.join()
print(log == list(range(500)))  # expect: True
