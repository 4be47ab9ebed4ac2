"""Two threads take two locks in opposite order, and neither can go on: a deadlock.

Watch
    Each thread holds the lock that the other one waits for. CPython hangs until it is killed; gilt
    says within a second who holds what since which line and waits for what at which line, and
    leaves with exit status 3. The GIL makes no difference: waiting for a lock gives it up.

Try
    gilt scripts/deadlock.py
    gilt --gil off scripts/deadlock.py
    gilt --no-deadlock-check scripts/deadlock.py    hangs, as in CPython; Ctrl-C ends it
    gilt scripts/deadlock_fixed.py                  the cure
"""
import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def worker1():
    with lock_a:
        time.sleep(0.1)  # long enough for the other one to take lock_b
        with lock_b:
            print("worker1 has both")


def worker2():
    with lock_b:
        time.sleep(0.1)
        with lock_a:
            print("worker2 has both")


threads = [threading.Thread(target=worker1), threading.Thread(target=worker2)]
for t in threads:
    t.start()
print("both have started")
for t in threads:
    t.join()

# python-differs: CPython hangs
# expect: both have started
# expect status: 3
# expect stderr: ^gilt: deadlock: 2 threads wait for each other, and nothing can wake them$
# expect stderr: holds lock_a .*, acquired at .*deadlock.py:22 `with lock_a:`$
# expect stderr: waits for lock_b, held by Thread-2 .worker2., at .*deadlock.py:24 `with lock_b:`$
# expect stderr: holds lock_b .*, acquired at .*deadlock.py:29 `with lock_b:`$
# expect stderr: waits for lock_a, held by Thread-1 .worker1., at .*deadlock.py:31 `with lock_a:`$
# expect stderr: same order
