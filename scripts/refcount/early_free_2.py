"""An early free, by two increments: two threads copy the same reference.

    the count is 1     T1 loads 1 | T2 loads 1 | T1 stores 2 | T2 stores 2

    It should be 3, and is 2: an increment is lost. When both copies are gone the list is freed, though
    the reference that they were made of is still there.

Try
    gilt scripts/refcount/early_free_2.py                        with the GIL the count is right
    gilt step --schedule scripts/refcount/early_free_2.schedule scripts/refcount/early_free_2.py
        (gilt) replay                                            status 4: use after free
"""
import threading

shared = ["a", "list"]


def copy_it():
    copy = shared
    del copy


threads = [threading.Thread(target=copy_it) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("still there:", shared)

# expect: still there: ['a', 'list']
