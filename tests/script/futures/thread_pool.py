# concurrent.futures.ThreadPoolExecutor.
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from concurrent.futures.thread import BrokenThreadPool
import os
import threading
import time



def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"no {x}")


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(square, i) for i in range(10)]
    print([f.result() for f in futures])
    print(list(pool.map(square, range(5))), list(pool.map(pow, [2, 3, 4], [5, 2, 3, 99])))
    print(pool.submit(dict, a=1, b=2).result(), pool.submit(lambda: threading.current_thread().name[-2:]).result()[0])
    print(sorted(f.result() for f in as_completed([pool.submit(square, i) for i in range(20)])))
    error(pool.submit(fail, 7).result)
    print(repr(pool.submit(fail, 8).exception()))
# expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
# expect: [0, 1, 4, 9, 16] [32, 9, 64]
# expect: {'a': 1, 'b': 2} _
# expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 289, 324, 361]
# expect: ValueError: no 7
# expect: ValueError('no 8')
error(pool.submit, square, 1)  # expect: RuntimeError: cannot schedule new futures after shutdown
error(pool.map, square, [1])  # expect: RuntimeError: cannot schedule new futures after shutdown

# The exception keeps its traceback.
with ThreadPoolExecutor(1) as pool:
    try:
        pool.submit(fail, "traceback").result()
    except ValueError as e:
        names, tb = [], e.__traceback__
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        print(names[0], names[-1])
# expect: <module> fail

# Threads: names, reuse, how many there are by default.
with ThreadPoolExecutor(4, thread_name_prefix="helper") as pool:
    names = set()
    for _ in range(5):
        names.add(pool.submit(lambda: threading.current_thread().name).result())
        time.sleep(0.02)
    print(sorted(names))
# expect: ['helper_0']
pool = ThreadPoolExecutor()
print(pool._max_workers == min(32, (os.cpu_count() or 1) + 4))  # expect: True
pool.shutdown()

# An initializer for each thread.
local = threading.local()


def prepare(value):
    local.value = value


with ThreadPoolExecutor(2, initializer=prepare, initargs=("ready",)) as pool:
    print(set(pool.map(lambda _: local.value, range(8))))
# expect: {'ready'}

# wait()
release = threading.Event()
with ThreadPoolExecutor(4) as pool:
    quick, slow, bad = pool.submit(square, 2), pool.submit(release.wait), pool.submit(fail, 1)
    done, not_done = wait([quick, slow], return_when=FIRST_COMPLETED)
    print(quick in done, slow in not_done)
    done, not_done = wait([slow, bad], return_when=FIRST_EXCEPTION)
    print(bad in done, slow in not_done)
    result = wait([quick, slow], timeout=0.01)
    print(len(result.done), len(result.not_done), result.done == {quick})
    error(wait, [slow], 0.01, "SOME_COMPLETED")
    error(lambda: list(as_completed([quick, slow], timeout=0.01)))
    error(slow.result, 0.01)
    error(lambda: list(pool.map(lambda x: release.wait(), [1], timeout=0.01)))
    release.set()
    done, not_done = wait([quick, slow, bad], return_when=ALL_COMPLETED)
    print(len(done), len(not_done), wait([]))
# expect: True True
# expect: True True
# expect: 1 1 True
# expect: ValueError: Invalid return condition: 'SOME_COMPLETED'
# expect: TimeoutError: 1 (of 2) futures unfinished
# expect: TimeoutError: 
# expect: TimeoutError: 
# expect: 3 0 DoneAndNotDoneFutures(done=set(), not_done=set())

# Cancelling
release.clear()
pool = ThreadPoolExecutor(1)
running, waiting = pool.submit(release.wait), pool.submit(square, 3)
while not running.running():
    time.sleep(0.001)
print(running.cancel(), waiting.cancel(), waiting.cancelled())  # expect: False True True
later = [pool.submit(square, i) for i in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in later])  # expect: [True, True, True]
release.set()
print(running.result())  # expect: True
pool.shutdown()

# A broken pool
threading.excepthook = lambda args: None


def breaks():
    raise RuntimeError("initializer")


error(ThreadPoolExecutor, 0)  # expect: ValueError: max_workers must be greater than 0
error(ThreadPoolExecutor, -1)  # expect: ValueError: max_workers must be greater than 0
error(ThreadPoolExecutor, 1, "", "no function")  # expect: TypeError: initializer must be a callable
print(issubclass(BrokenThreadPool, RuntimeError))  # expect: True

# Callbacks run in the thread that ends the call.
with ThreadPoolExecutor(1, "worker") as pool:
    seen = []
    gate = threading.Event()
    f = pool.submit(gate.wait)
    f.add_done_callback(lambda future: seen.append(threading.current_thread().name))
    gate.set()
print(seen)  # expect: ['worker_0']
