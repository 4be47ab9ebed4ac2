"""Eight visitors, three connections: a semaphore lets no more than three in at a time.

Watch
    acquire() takes one of three permits, or waits until somebody gives one back; "with" does both. The
    lock below guards only the counting. The visitors come in three waves, so all of it takes about as
    long as three visits, and never more than three visitors are inside.
    A BoundedSemaphore raises ValueError when more is released than was acquired: a forgotten or a
    doubled release() shows at once.

Try
    gilt --gil on scripts/semaphore_pool.py
    gilt --gil off scripts/semaphore_pool.py
    gilt scripts/semaphore_pool.py 1 0.2       one connection: the visits one after the other
    gilt scripts/semaphore_pool.py 8 0.2       eight: all at once
    Write threading.Semaphore instead of BoundedSemaphore: the release too many passes unseen.
"""
import sys
import threading
import time

CONNECTIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
VISIT = float(sys.argv[2]) if len(sys.argv) > 2 else 0.1  # seconds
VISITORS = 8

pool = threading.BoundedSemaphore(CONNECTIONS)
counting = threading.Lock()
inside = most = 0


def visit(name):
    global inside, most
    with pool:
        with counting:
            inside += 1
            most = max(most, inside)
            print(f"{name} comes in, {inside} inside")
        time.sleep(VISIT)
        with counting:
            inside -= 1


start = time.perf_counter()
visitors = [threading.Thread(target=visit, args=(f"visitor {i}",)) for i in range(VISITORS)]
for t in visitors:
    t.start()
for t in visitors:
    t.join()
elapsed = time.perf_counter() - start
waves = -(-VISITORS // CONNECTIONS)
print(f"never more than {CONNECTIONS} at a time: {most <= CONNECTIONS}")
print(f"took at least {waves} visits: {elapsed >= waves * VISIT * 0.99} ({elapsed:.2f} s)")
try:
    pool.release()
except ValueError as error:
    print(f"one release too many: {error}")

# argv: 3 0.02
# expect unordered match: visitor 0 comes in, [1-3] inside
# expect unordered match: visitor 1 comes in, [1-3] inside
# expect unordered match: visitor 2 comes in, [1-3] inside
# expect unordered match: visitor 3 comes in, [1-3] inside
# expect unordered match: visitor 4 comes in, [1-3] inside
# expect unordered match: visitor 5 comes in, [1-3] inside
# expect unordered match: visitor 6 comes in, [1-3] inside
# expect unordered match: visitor 7 comes in, [1-3] inside
# expect: never more than 3 at a time: True
# expect match: took at least 3 visits: True \([0-9.]+ s\)
# expect: one release too many: Semaphore released too many times
