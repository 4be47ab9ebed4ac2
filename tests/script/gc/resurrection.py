"""Finalizers run once; what they save stays alive, with all that it refers to."""
import gc

saved = []


class Saver:
    def __del__(self):
        saved.append(self)


class Plain:
    pass


def make():
    saver, plain, other = Saver(), Plain(), Plain()
    saver.plain, plain.saver, plain.data = plain, saver, [1, 2, 3]
    other.me = other
    other.plain = plain


make()
gc.collect()
print(len(saved), saved[0].plain.data, saved[0].plain.saver is saved[0])  # expect: 1 [1, 2, 3] True
print(gc.is_finalized(saved[0]))  # expect: True
saved.clear()
gc.collect()
print(saved)  # expect: []

# A finalizer that raises is reported, and the object goes all the same.
class Bad:
    def __del__(self):
        raise RuntimeError("in a finalizer")


def bad():
    b = Bad()
    b.me = b


import sys
sys.unraisablehook = lambda info: print("ignored:", info.exc_value)
bad()
print(gc.collect() >= 1)
# expect: ignored: in a finalizer
# expect: True
print(gc.collect())  # expect: 0
