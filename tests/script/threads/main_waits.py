# The program ends when its last thread that is no daemon ends; daemons are left behind.
import threading
import time

release = threading.Lock()
release.acquire()


def last():
    with release:
        print("the last thread")


def forever():
    while True:
        time.sleep(0.001)


threading.Thread(target=last).start()
threading.Thread(target=forever, daemon=True).start()
print("main is done", flush=True)
release.release()
# expect unordered: main is done
# expect unordered: the last thread
