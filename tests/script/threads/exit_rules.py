# At the end of the main thread: it waits for the others, and those they start; then no more threads.
import threading
import time

release = threading.Event()
main_thread = threading.main_thread()


def inner():
    print("inner ends")


def late():
    release.wait()
    while main_thread.is_alive():  # until the main thread waits
        time.sleep(0.001)
    main_thread.join()
    t = threading.Thread(target=inner)
    t.start()
    t.join()
    print("late ends", t.daemon, main_thread.is_alive())


class Last:
    def __del__(self):
        try:
            threading.Thread(target=print, args=("never",)).start()
        except RuntimeError as e:
            print(type(e).__name__, e)


last = Last()
threading.Thread(target=late).start()
threading.Timer(0.02, release.set).start()
print("main ends")
# expect: main ends
# expect: inner ends
# expect: late ends False False
# expect: PythonFinalizationError can't create new thread at interpreter shutdown
# needs-python: 3.13
