# An uncaught exception in the main thread: the others still finish, the status is 1.
import threading

gate = threading.Lock()
gate.acquire()


def worker():
    with gate:
        print("worker finished")


threading.Thread(target=worker).start()
gate.release()
raise RuntimeError("main failed")
# expect: worker finished
# expect status: 1
# expect stderr: ^RuntimeError: main failed$
