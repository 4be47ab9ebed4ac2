"""A double free: the decrement is atomic, but the test for zero looks at the count once more.

    the count is 2     T1 lowers it to 1 | T2 lowers it to 0 | T1 tests: 0 | T2 tests: 0

    Both believe that theirs was the last reference, and both free the list. What has to be tested is
    the value that the decrement itself left.

Try
    gilt scripts/refcount/double_free.py                          with the GIL there is one last
    gilt step --schedule scripts/refcount/double_free.schedule scripts/refcount/double_free.py
        (gilt) replay                                             status 4: double free
"""
import threading


first = ["a", "list"]
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

# expect: both references are gone
