# Barrier: rounds, action, timeouts, abort, reset, errors, repr.
# needs-python: 3.13
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


b = threading.Barrier(2)
print(shape(b), b.parties, b.n_waiting, b.broken)
# expect: <threading.Barrier at 0x: waiters=0/2> 2 0 False
print(error(threading.Barrier, 0))  # expect: ValueError: parties must be > 0
print(error(threading.Barrier, -3))  # expect: ValueError: parties must be > 0
print(error(threading.Barrier, "a"))
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(threading.BrokenBarrierError.__mro__[1], threading.BrokenBarrierError.__module__)
# expect: <class 'RuntimeError'> threading
alone = threading.Barrier(1)
print(alone.wait(), alone.wait(), alone.n_waiting)  # expect: 0 0 0

# A timeout breaks it, for those who come later too, until it is reset.
print(error(b.wait, 0.01), b.broken, b.n_waiting, shape(b))
# expect: BrokenBarrierError:  True 0 <threading.Barrier at 0x: broken>
print(error(b.wait))  # expect: BrokenBarrierError: 
print(b.reset(), b.broken, shape(b))  # expect: None False <threading.Barrier at 0x: waiters=0/2>
print(error(threading.Barrier(2, timeout=0.01).wait))  # expect: BrokenBarrierError: 
print(error(threading.Barrier(2, timeout=100).wait, 0))  # expect: BrokenBarrierError: 
b.reset()


def in_threads(count, work, *args):
    threads = [threading.Thread(target=work, args=(i, *args)) for i in range(count)]
    for t in threads:
        t.start()
    return threads


def join(threads):
    for t in threads:
        t.join()


def until(condition):
    while not condition():
        time.sleep(0.0005)


# Rounds: each thread gets its number, and nobody is a round ahead.
PARTIES, ROUNDS = 5, 200
actions = []
b = threading.Barrier(PARTIES, lambda: actions.append(sum(progress)))
progress = [0] * PARTIES
numbers = [[] for _ in range(ROUNDS)]
ahead = []


def rounds(me):
    for r in range(ROUNDS):
        progress[me] += 1
        numbers[r].append(b.wait())
        if min(progress) < r + 1 or max(progress) > r + 2:
            ahead.append((me, r))


join(in_threads(PARTIES, rounds))
print(all(sorted(n) == [0, 1, 2, 3, 4] for n in numbers), ahead)  # expect: True []
print(actions == [PARTIES * r for r in range(1, ROUNDS + 1)], b.n_waiting)  # expect: True 0

# abort() and reset() send away those who wait.
for end, broken in (("abort", True), ("reset", False)):
    b = threading.Barrier(4)
    seen = []
    threads = in_threads(3, lambda me: seen.append(error(b.wait)))
    until(lambda: b.n_waiting == 3)
    print(shape(b))
    print(getattr(b, end)(), b.broken is broken, b.n_waiting)
    join(threads)
    print(seen)
# expect: <threading.Barrier at 0x: waiters=3/4>
# expect: None True 0
# expect: ['BrokenBarrierError: ', 'BrokenBarrierError: ', 'BrokenBarrierError: ']
# expect: <threading.Barrier at 0x: waiters=3/4>
# expect: None True 0
# expect: ['BrokenBarrierError: ', 'BrokenBarrierError: ', 'BrokenBarrierError: ']

# One that gives up breaks it for the others.
b = threading.Barrier(3)
seen = []
threads = in_threads(2, lambda me: seen.append(error(b.wait, 0.02 if me else None)))
join(threads)
print(seen, b.broken)  # expect: ['BrokenBarrierError: ', 'BrokenBarrierError: '] True


# An action that raises: its thread gets the exception, the others the broken barrier.
def fails():
    raise ValueError("no action")


b = threading.Barrier(3, fails)
seen = []
join(in_threads(3, lambda me: seen.append(error(b.wait))))
print(sorted(seen), b.broken)
# expect: ['BrokenBarrierError: ', 'BrokenBarrierError: ', 'ValueError: no action'] True

# Others wait while the action runs.
order = []


def slow():
    time.sleep(0.02)
    order.append(("action", b.n_waiting))


b = threading.Barrier(2, slow)


def come(me):
    b.wait(0.001 if me else None)
    order.append("through")


threads = in_threads(1, come)
until(lambda: b.n_waiting == 1)
come(0)
join(threads)
print(order)  # expect: [('action', 2), 'through', 'through']


# Subclasses
class Named(threading.Barrier):
    def __init__(self, name):
        super().__init__(2, timeout=20)
        self.name = name

    def wait(self, timeout=None):
        return (self.name, super().wait(timeout) in (0, 1))


named = Named("gate")
seen = []
join(in_threads(2, lambda me: seen.append(named.wait())))
print(seen, shape(named))
# expect: [('gate', True), ('gate', True)] <__main__.Named at 0x: waiters=0/2>
