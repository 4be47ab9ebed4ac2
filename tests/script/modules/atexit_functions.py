# atexit: functions that run at the end, last registered first.
import atexit
import threading


def goodbye(*args, **keywords):
    print("goodbye", args, keywords)


def registers_another():
    atexit.register(print, "too late")


def removed():
    print("never printed")


print(atexit.register(goodbye) is goodbye)  # expect: True
atexit.register(goodbye, 1, 2, key=3)
atexit.register(removed)
atexit.register(registers_another)
atexit.unregister(removed)
try:
    atexit.register("no function")
except TypeError as e:
    print(e)  # expect: the first argument must be callable


@atexit.register
def fails():
    print("fails")
    1 / 0


# Threads come first, and before them what thread pools register.
released = threading.Lock()
released.acquire()
threading._register_atexit(released.release)
threading._register_atexit(print, "before the threads are waited for")


def wait():
    released.acquire()
    print("thread ends")


threading.Thread(target=wait).start()
print("main ends")
# expect: main ends
# expect: before the threads are waited for
# expect: thread ends
# expect: fails
# expect: goodbye (1, 2) {'key': 3}
# expect: goodbye () {}
# expect stderr: Exception ignored in atexit callback.*<function fails at 0x
# expect stderr: ZeroDivisionError: division by zero
