# Generators: laziness, send, throw, close, return values, yield from, generator expressions.
def count(n):
    print("started")
    for i in range(n):
        yield i
    return "done"


g = count(2)
print(next(g))
# expect: started
# expect: 0
print(next(g))  # expect: 1
try:
    next(g)
except StopIteration as e:
    print("value", e.value)
# expect: value done
print(next(g, "exhausted"))  # expect: exhausted


def average():
    total, n, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        n += 1
        mean = total / n


avg = average()
next(avg)
print(avg.send(10), avg.send(20), avg.send(60))  # expect: 10.0 15.0 30.0
fresh = average()
try:
    fresh.send(1)
except TypeError as e:
    print(e)
# expect: can't send non-None value to a just-started generator


def resilient():
    while True:
        try:
            yield "ready"
        except ValueError as e:
            print("caught", e)
        finally:
            print("finally")


r = resilient()
print(next(r))  # expect: ready
print(r.throw(ValueError("oops")))
# expect: caught oops
# expect: finally
# expect: ready
r.close()  # expect: finally
print(next(r, "closed"))  # expect: closed
try:
    r.throw(KeyError("late"))
except KeyError as e:
    print("KeyError", e)
# expect: KeyError 'late'


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
# expect: generator ignored GeneratorExit


def inner():
    received = yield "inner 1"
    print("inner got", received)
    try:
        yield "inner 2"
    except KeyError:
        print("inner caught KeyError")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [10, 20]
    yield from (x for x in "ab")
    return "outer result"


o = outer()
print(next(o))  # expect: inner 1
print(o.send("hello"))
# expect: inner got hello
# expect: inner 2
print(o.throw(KeyError))
# expect: inner caught KeyError
# expect: outer got inner result
# expect: 10
print(list(o))  # expect: [20, 'a', 'b']


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, 4], []], [[5]]])))  # expect: [1, 2, 3, 4, 5]


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fibonacci()
print([next(f) for _ in range(12)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
squares = (x * x for x in range(10) if x % 2)
print(next(squares), list(squares), list(squares))  # expect: 1 [9, 25, 49, 81] []
print(sum(x**2 for x in range(100)), max((x % 7, x) for x in range(20)))  # expect: 328350 (6, 13)


def stops():
    yield 1
    raise StopIteration


try:
    list(stops())
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
# expect: generator raised StopIteration | StopIteration()


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as e:
    print(e)
# expect: generator already executing
n = 10
lazy = (n * i for i in range(3))
n = 100
print(list(lazy))  # expect: [0, 100, 200]


def state():
    yield 1


st = state()
print(st.gi_running, st.gi_frame is not None, type(st).__name__, st.__name__)
# expect: False True generator state
list(st)
print(st.gi_frame)  # expect: None


def cleanup():
    try:
        yield 1
    finally:
        print("cleaned")


for x in cleanup():
    break
# expect: cleaned
c = cleanup()
next(c)
del c  # expect: cleaned


def nothing():
    return
    yield


print(list(nothing()), [*count(1)])
# expect: started
# expect: [] [0]


def echo():
    x = yield
    while True:
        x = yield x


e = echo()
e.send(None)
print(e.send(1), e.send("two"), next(e))  # expect: 1 two None
