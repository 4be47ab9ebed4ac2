# An exception in a thread ends that thread only, and is printed by threading.excepthook.
import threading


def fail():
    raise ValueError("in a thread")


t = threading.Thread(target=fail, name="W")
t.start()
t.join()
print("main goes on", t.is_alive())
# expect: main goes on False
# expect stderr: ^Exception in thread W:$
# expect stderr: ^Traceback \(most recent call last\):$
# expect stderr: ^  File "exceptions.py", line 6, in fail$
# expect stderr: ^    raise ValueError\("in a thread"\)$
# expect stderr: ^ValueError: in a thread$
