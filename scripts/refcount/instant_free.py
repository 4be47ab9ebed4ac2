"""An instant free: one thread reads a variable, another one drops the only reference, which is there.

    the count is 1     T1 loads 1 | T2 loads 1 | T2 stores 0, frees the list | T1 stores 2

    T1 has the address of the list, but has not counted it yet: it writes into freed memory.

Try
    gilt scripts/refcount/instant_free.py                        with the GIL it is copied, or not
    gilt step --schedule scripts/refcount/instant_free.schedule scripts/refcount/instant_free.py
        (gilt) replay                                            status 4: a store into freed memory
"""
import threading

shared = ["a", "list"]
copy = None


def copy_it():
    global copy
    copy = shared


def drop_it():
    global shared
    shared = None


threads = [threading.Thread(target=copy_it), threading.Thread(target=drop_it)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("the copy:", copy)

# expect match: the copy: (None|\['a', 'list'\])
