"""A leak: two threads give up the two references of an object, and nobody frees it.

    the count is 2     T1 loads 2 | T2 loads 2 | T1 stores 1 | T2 stores 1

    It ends at 1, though no reference is left: a decrement is lost, __del__ never runs.

Try
    gilt scripts/refcount/leak.py                              with the GIL nothing is lost
    gilt step --schedule scripts/refcount/leak.schedule scripts/refcount/leak.py
        (gilt) replay                                          the leak, reported at the end
        (gilt) back 30                                         and step by step: T1, T2, ...
    gilt --gil off --refcount naive scripts/refcount_race.py   the same by chance, on processors
"""
import threading


class Box:
    def __del__(self):
        print("__del__: the box is freed")


first = Box()
second = first  # 2 references


def drop_first():
    global first
    del first


def drop_second():
    global second
    del second


threads = [threading.Thread(target=drop_first), threading.Thread(target=drop_second)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("both references are gone")

# expect: __del__: the box is freed
# expect: both references are gone
