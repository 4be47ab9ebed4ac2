# Pools that nobody has shut down: what they have to do is done when the program ends, and their threads end.
from concurrent.futures import ThreadPoolExecutor
import threading
import time

# An executor that nobody refers to any more ends its threads.
done = []
ThreadPoolExecutor(2).submit(done.append, "dropped").result()
for t in threading.enumerate():
    if t.name.startswith("ThreadPoolExecutor"):
        t.join()
print(done, threading.active_count())  # expect: ['dropped'] 1

# An endless loop of calls that submit others is ended by shutdown.
pool = ThreadPoolExecutor(2)


def again(n):
    if n > 0:
        return pool.submit(again, n - 1)
    return "end"


future = pool.submit(again, 50)
while future != "end":
    future = future.result()
pool.shutdown()
pool.shutdown()
print(future, len(pool._threads))  # expect: end 2

late = ThreadPoolExecutor(1)


def slow(name):
    time.sleep(0.02)
    print(name)
    if name == "second":
        try:
            late.submit(slow, "third")
        except RuntimeError as e:
            print(e)


late.submit(slow, "first")
late.submit(slow, "second")
print("main ends")
# expect: main ends
# expect: first
# expect: second
# expect: cannot schedule new futures after interpreter shutdown
