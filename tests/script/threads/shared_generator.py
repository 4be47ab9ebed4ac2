# Two threads in one generator: the second is refused. An iterator may be shared without a crash.
import threading

inside, go_on = threading.Lock(), threading.Lock()
inside.acquire()
go_on.acquire()


def generator():
    inside.release()
    go_on.acquire()
    yield 1


g = generator()
first = threading.Thread(target=lambda: next(g))
first.start()
inside.acquire()
try:
    next(g)
except ValueError as e:
    print(e)  # expect: generator already executing
go_on.release()
first.join()
numbers = iter(range(2000))
seen = []


def take():
    for n in numbers:
        seen.append(n)


threads = [threading.Thread(target=take) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(set(seen) == set(range(2000)))  # expect: True
