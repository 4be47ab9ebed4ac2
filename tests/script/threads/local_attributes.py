# threading.local: attributes of each thread's own; __init__ in each thread; freed with the thread.
import threading


def error(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def in_thread(work, *args):
    result = []
    t = threading.Thread(target=lambda: result.append(work(*args)))
    t.start()
    t.join()
    return result[0]


data = threading.local()
data.x = 1
print(data.x, data.__dict__, in_thread(lambda: data.__dict__))  # expect: 1 {'x': 1} {}
print(in_thread(lambda: error(getattr, data, "x")))
# expect: AttributeError: '_thread._local' object has no attribute 'x'
print(in_thread(lambda: (setattr(data, "x", 2), data.x)[1]), data.x)  # expect: 2 1
print(hasattr(data, "x"), hasattr(data, "y"), "x" in dir(data))  # expect: True False True
print(error(setattr, data, "__dict__", {}))
# expect: AttributeError: '_thread._local' object attribute '__dict__' is read-only
print(error(delattr, data, "y"))  # expect: AttributeError: '_thread._local' object has no attribute 'y'
del data.x
print(data.__dict__, error(threading.local, 1))
# expect: {} TypeError: Initialization arguments are not supported
print(threading.local.__module__, threading.local.__name__, vars(data))  # expect: _thread _local {}
data.__dict__["z"] = 26
print(data.z, vars(data))  # expect: 26 {'z': 26}


class Session(threading.local):
    kind = "session"
    made = []

    def __init__(self, name, *, level=0):
        Session.made.append(threading.current_thread().name)
        self.name = name
        self.level = level
        self.calls = 0

    def call(self):
        self.calls += 1
        return self.calls

    @property
    def title(self):
        return f"{self.name}/{self.level}"


s = Session("db", level=3)
print(s.call(), s.call(), s.title, s.kind, Session.made)  # expect: 1 2 db/3 session ['MainThread']
worker = []


def use():
    worker.append((s.call(), s.title, s.kind))
    s.name = "changed"
    worker.append((s.title, s.calls))


t = threading.Thread(target=use, name="worker")
t.start()
t.join()
print(worker, s.title, s.calls)
# expect: [(1, 'db/3', 'session'), ('changed/3', 1)] db/3 2
print(Session.made)  # expect: ['MainThread', 'worker']
print(error(setattr, s, "title", 1))
# expect: AttributeError: property 'title' of 'Session' object has no setter


class Failing(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("not here")


f = Failing()
print(in_thread(lambda: (error(getattr, f, "x"), error(setattr, f, "x", 1))))
# expect: ('ValueError: not here', 'ValueError: not here')


class Dynamic(threading.local):
    def __getattr__(self, name):
        return f"no {name}"


print(Dynamic().whatever, in_thread(lambda: Dynamic().other))  # expect: no whatever no other


class Slotted(threading.local):
    __slots__ = ("shared",)


slotted = Slotted()
slotted.shared = "by all"
slotted.own = "mine"
print(in_thread(lambda: (slotted.shared, hasattr(slotted, "own"))))  # expect: ('by all', False)


# What a thread kept goes when the thread ends; the rest when the object goes.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(f"{self.name} gone")


log = []
data = threading.local()
data.it = Noisy("main's")


def keep():
    data.it = Noisy("worker's")
    log.append("worker ends")


t = threading.Thread(target=keep)
t.start()
t.join()
print(log, data.it.name)  # expect: ['worker ends', "worker's gone"] main's
log.clear()
gate, kept = threading.Event(), threading.Event()


def keep_on():
    data.it = Noisy("worker's")
    kept.set()
    gate.wait()
    log.append("worker ends")


t = threading.Thread(target=keep_on)
t.start()
kept.wait()
del data
print("main's gone" in log, "worker ends" in log)  # expect: True False
gate.set()
t.join()
print(sorted(log))  # expect: ["main's gone", 'worker ends', "worker's gone"]

# Many threads with the same names
data = threading.local()
wrong = []


def count(me):
    data.total = 0
    data.me = me
    for i in range(2000):
        data.total += i
        if data.me != me:
            wrong.append(me)
    if data.total != 1999000:
        wrong.append(data.total)


threads = [threading.Thread(target=count, args=(i,)) for i in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(wrong)  # expect: []

# Many objects in one thread
many = [threading.local() for _ in range(100)]
for i, each in enumerate(many):
    each.i = i
for i in range(300):
    fresh = threading.local()
    fresh.i = i
print([each.i for each in many] == list(range(100)))  # expect: True
