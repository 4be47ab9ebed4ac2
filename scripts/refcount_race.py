"""Two threads copy and drop references to one shared list, and nothing else.

Watch
    Nothing can go wrong in the script itself: the list is not changed. What the threads do change is
    its reference count, which every copy raises and every drop lowers. With the GIL, or with counts
    made for many threads, that is right. Without, and with plain counts ("naive": load, add, store),
    updates get lost: a lost decrement leaks the list, a lost increment frees it while it is in use.

Try
    gilt --gil on scripts/refcount_race.py                        the GIL protects the counts ...
    gilt --gil off --refcount naive scripts/refcount_race.py      ... this is what from (status 4)
    gilt --gil off --refcount atomic scripts/refcount_race.py     right, but slow
    gilt --gil off --refcount biased scripts/refcount_race.py     right: PEP 703, the default
    gilt --gil off --stats scripts/refcount_race.py               what the counting costs
    gilt step --schedule scripts/refcount/early_free.schedule scripts/refcount/early_free.py
"""
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
shared = ["one", "list"]
start = threading.Barrier(2)


def copy_and_drop(rounds):
    start.wait()
    for _ in range(rounds):
        copies = [shared] * 20
        del copies


threads = [threading.Thread(target=copy_and_drop, args=(ROUNDS,)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()

print("all copies are gone, and", shared, "is still there")

# argv: 2000
# expect: all copies are gone, and ['one', 'list'] is still there
