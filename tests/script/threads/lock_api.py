# Lock and RLock: acquire in all forms, release from another thread, with, locked.
import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked())  # expect: False True True
print(lock.acquire(False), lock.acquire(blocking=False))  # expect: False False
print(lock.acquire(timeout=0.01), lock.acquire(True, 0.01), lock.acquire(timeout=0))
# expect: False False False
print(lock.release(), lock.locked())  # expect: None False
with lock as held:
    print(held, lock.locked())  # expect: True True
print(lock.locked())  # expect: False
try:
    with lock:
        raise ValueError("inside")
except ValueError as e:
    print(e, lock.locked())  # expect: inside False
lock.acquire()
helper = threading.Thread(target=lock.release)
helper.start()
lock.acquire()
helper.join()
print("released by another thread", lock.locked())  # expect: released by another thread True
lock.release()
rlock = threading.RLock()
with rlock:
    with rlock:
        print("nested", rlock.acquire())  # expect: nested True
    results = []
    other = threading.Thread(target=lambda: results.append(rlock.acquire(blocking=False)))
    other.start()
    other.join()
    print(results)  # expect: [False]
    rlock.release()
other = threading.Thread(target=lambda: results.append((rlock.acquire(timeout=5), rlock.release())))
other.start()
other.join()
print(results)  # expect: [False, (True, None)]
print(threading.TIMEOUT_MAX > 1e6, type(threading.Lock()).__name__)  # expect: True lock
text = repr(lock)
print(text.startswith("<unlocked _thread.lock object at 0x"))  # expect: True
with lock:
    print(repr(lock).startswith("<locked _thread.lock object at 0x"))  # expect: True
order = []
turn = [threading.Lock() for _ in range(3)]
for l in turn:
    l.acquire()


def step(i):
    with turn[i]:
        order.append(i)
        if i + 1 < len(turn):
            turn[i + 1].release()


threads = [threading.Thread(target=step, args=(i,)) for i in (2, 1, 0)]
for t in threads:
    t.start()
turn[0].release()
for t in threads:
    t.join()
print(order)  # expect: [0, 1, 2]
