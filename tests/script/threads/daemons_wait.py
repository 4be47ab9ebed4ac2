# Daemon threads that wait for something when the program ends are left behind.
import threading
import time

condition, event, semaphore = threading.Condition(), threading.Event(), threading.Semaphore(0)
barrier, lock, rlock = threading.Barrier(2), threading.Lock(), threading.RLock()
data = threading.local()
about = threading.Semaphore(0)


def wait_on(wait):
    data.wait = wait
    about.release()
    wait()
    print("never")


def in_condition():
    with condition:
        condition.wait()


def with_timeouts():
    while not event.wait(0.001):
        pass


waits = [in_condition, event.wait, semaphore.acquire, barrier.wait, lock.acquire, rlock.acquire,
         with_timeouts, lambda: time.sleep(1000)]
lock.acquire()
rlock.acquire()
threads = [threading.Thread(target=wait_on, args=(wait,), daemon=True) for wait in waits]
for t in threads:
    t.start()
for t in threads:
    about.acquire()
time.sleep(0.01)
print(all(t.is_alive() for t in threads), threading.active_count())  # expect: True 9
