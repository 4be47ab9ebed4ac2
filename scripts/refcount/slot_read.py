"""Still broken with atomic counts: a variable is read, and what was there is counted after that.

    the count is 1     T1 reads shared | T2 stores None in shared: 0, frees the list | T1 adds 1

    No update is lost, but T1 raises the count of an object that is gone. So a reader must only count
    what is not dead (try-increment), in memory that is still a count, and look again whether it is
    still there: docs/refcounts.md. Without that:

Try
    gilt --gil off --refcount atomic scripts/refcount/slot_read.py     with it nothing happens
    gilt step --schedule scripts/refcount/slot_read.schedule scripts/refcount/slot_read.py
        (gilt) replay                                                  status 4: use after free
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
