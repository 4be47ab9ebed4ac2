# What done-callbacks and initializers raise is logged, and the pool of a failed initializer is broken.
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
import logging


class Recorder(logging.Handler):
    def emit(self, record):
        error = record.exc_info[1] if record.exc_info else None
        print(record.levelname, record.name, record.getMessage().split(" <")[0], repr(error))


logging.getLogger().addHandler(Recorder())


def fail(future):
    raise ValueError("in the callback")


f = Future()
f.add_done_callback(fail)
f.add_done_callback(lambda future: print("the others are called"))
f.set_result(1)
f.add_done_callback(fail)
# expect: ERROR concurrent.futures exception calling callback for ValueError('in the callback')
# expect: the others are called
# expect: ERROR concurrent.futures exception calling callback for ValueError('in the callback')
try:
    f.set_running_or_notify_cancel()
except RuntimeError as e:
    print(e)
# expect match: CRITICAL concurrent.futures Future [0-9]+ in unexpected state: FINISHED None
# expect: Future in unexpected state


def prepare():
    raise OSError("in the initializer")


with ThreadPoolExecutor(1, initializer=prepare) as pool:
    try:
        pool.submit(print, "never").result()
    except BrokenThreadPool as e:
        print(e)
    try:
        pool.submit(print, "never")
    except BrokenThreadPool as e:
        print(e)
# expect: CRITICAL concurrent.futures Exception in initializer: OSError('in the initializer')
# expect: A thread initializer failed, the thread pool is not usable anymore
# expect: A thread initializer failed, the thread pool is not usable anymore
