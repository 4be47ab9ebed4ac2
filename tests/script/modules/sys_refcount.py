# needs-python: 3.14
# modes: on off atomic naive separate-test
# sys.getrefcount as 3.14 counts, under every policy: a fresh local is 1, as its name is pushed borrowed.
import sys


def counts():
    x = object()
    a = sys.getrefcount(x)
    y = x
    b = sys.getrefcount(x)
    z = [x] * 3
    c = sys.getrefcount(x)
    return a, b, c


print(counts())  # expect: (1, 2, 5)
module_level = object()
print(sys.getrefcount(module_level))  # expect: 2
print(sys.getrefcount(object()))  # expect: 1
immortal = [None, True, 1, 256, "abc", int, ()]
print({sys.getrefcount(x) for x in immortal})  # expect: {3221225472}


def parameter(p):
    return sys.getrefcount(p)


def passes_a_local():
    x = []
    return parameter(x)


print(passes_a_local())  # expect: 1
