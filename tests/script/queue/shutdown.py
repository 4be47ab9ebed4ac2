# needs-python: 3.13
# Queue.shutdown(): what is left is still handed out, or dropped with immediate=True.
import threading
from queue import LifoQueue, Queue, ShutDown


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


q = Queue()
q.put(1)
q.put(2)
q.shutdown()
error(q.put, 3)  # expect: ShutDown: 
error(q.put_nowait, 3)  # expect: ShutDown: 
print(q.get(), q.get_nowait(), q.is_shutdown)  # expect: 1 2 True
error(q.get)  # expect: ShutDown: 
error(q.get_nowait)  # expect: ShutDown: 
error(q.get, timeout=1)  # expect: ShutDown: 
q.task_done()
q.task_done()
q.join()
error(q.task_done)  # expect: ValueError: task_done() called too many times

q = LifoQueue()
q.put(1)
q.put(2)
q.get()
q.shutdown(immediate=True)
error(q.get)  # expect: ShutDown: 
print(q.qsize(), q.unfinished_tasks)  # expect: 0 1
q.task_done()
q.join()

# Threads that wait are told.
for immediate in False, True:
    full, empty, said = Queue(1), Queue(), []
    full.put("in")

    def waiting(function, *args):
        try:
            function(*args)
        except ShutDown as e:
            said.append(type(e).__name__)

    threads = [
        threading.Thread(target=waiting, args=args)
        for args in [(full.put, 1), (full.put, 2, True, 60), (empty.get,), (empty.get, True, 60)]
    ]
    for t in threads:
        t.start()
    full.shutdown(immediate)
    empty.shutdown(immediate)
    for t in threads:
        t.join()
    print(said, full.qsize())
# expect: ['ShutDown', 'ShutDown', 'ShutDown', 'ShutDown'] 1
# expect: ['ShutDown', 'ShutDown', 'ShutDown', 'ShutDown'] 0

# join() ends when the rest is dropped.
q = Queue()
q.put(1)
t = threading.Thread(target=q.join)
t.start()
q.shutdown(immediate=True)
t.join()
print("joined")  # expect: joined
