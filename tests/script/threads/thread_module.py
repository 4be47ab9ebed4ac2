# _thread: start_new_thread, allocate_lock, get_ident, exit, interrupt-free basics.
import _thread
import threading

done = _thread.allocate_lock()
done.acquire()
results = []


def work(a, b=0, *, c=0):
    results.append((a, b, c, _thread.get_ident() != threading.main_thread().ident))
    done.release()


ident = _thread.start_new_thread(work, (1,), {"c": 3})
done.acquire()
print(results, isinstance(ident, int))  # expect: [(1, 0, 3, True)] True


def leaves():
    try:
        _thread.exit()
    finally:
        done.release()


_thread.start_new_thread(leaves, ())
done.acquire()
print("left")  # expect: left
print(_thread.LockType is type(done), issubclass(_thread.error, Exception))  # expect: True True
print(_thread.get_ident() == threading.get_ident(), _thread.TIMEOUT_MAX == threading.TIMEOUT_MAX)
# expect: True True
