# Timer: calls its function after the interval, once; cancel(); attributes.
import threading
import time

calls = []
start = time.monotonic()
t = threading.Timer(0.02, calls.append, ["called"])
print(t.interval, t.args, t.kwargs, t.finished.is_set(), t.name, t.daemon, isinstance(t, threading.Thread))
# expect: 0.02 ['called'] {} False Thread-1 False True
t.start()
t.join()
print(calls, 0.015 < time.monotonic() - start < 20, t.finished.is_set())  # expect: ['called'] True True

t = threading.Timer(100, calls.append, ["never"])
t.start()
print(t.is_alive(), t.cancel(), t.join(), t.is_alive(), calls)
# expect: True None None False ['called']
t = threading.Timer(0, lambda a, b=None, **more: calls.append((a, b, more)), (1,), {"b": 2, "c": 3})
t.start()
t.join()
print(calls[1:])  # expect: [(1, 2, {'c': 3})]
t = threading.Timer(0.001, calls.clear)
t.cancel()  # before it starts
t.start()
t.join()
print(len(calls), repr(threading.Timer(1, print)))  # expect: 2 <Timer(Thread-5, initial)>


class Repeating(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


ticks = []
enough = threading.Event()


def tick():
    ticks.append(1)
    if len(ticks) == 3:
        enough.set()


r = Repeating(0.001, tick)
r.start()
enough.wait()
r.cancel()
r.join()
print(len(ticks) >= 3)  # expect: True
try:
    threading.Timer()
except TypeError as e:
    print("TypeError")  # expect: TypeError
try:
    r.start()
except RuntimeError as e:
    print(e)  # expect: threads can only be started once
threading.excepthook = lambda args: print(args.exc_type.__name__, args.exc_value, args.thread.name)
t = threading.Timer(0, lambda: 1 / 0)
t.name = "bad timer"
t.start()
t.join()  # expect: ZeroDivisionError division by zero bad timer
print(t.finished.is_set())  # expect: False
