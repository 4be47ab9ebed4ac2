# needs-python: 3.13
# queue: Queue, LifoQueue, PriorityQueue and SimpleQueue in one thread: results and errors.
import queue
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


for kind in Queue, LifoQueue, PriorityQueue, SimpleQueue:
    q = kind()
    for x in 3, 1, 2:
        q.put(x)
    print(kind.__name__, q.qsize(), q.empty(), [q.get() for _ in range(3)], q.empty())
# expect: Queue 3 False [3, 1, 2] True
# expect: LifoQueue 3 False [2, 1, 3] True
# expect: PriorityQueue 3 False [1, 2, 3] True
# expect: SimpleQueue 3 False [3, 1, 2] True

q = Queue(maxsize=2)
q.put_nowait("a")
q.put("b", timeout=1)
print(q.full(), q.maxsize, q.unfinished_tasks, list(q.queue))  # expect: True 2 2 ['a', 'b']
error(q.put_nowait, "c")  # expect: Full: 
error(q.put, "c", False)  # expect: Full: 
error(q.put, "c", timeout=0.01)  # expect: Full: 
error(q.put, "c", timeout=-1)  # expect: ValueError: 'timeout' must be a non-negative number
print(q.get_nowait(), q.get(False), q.full())  # expect: a b False
error(q.get_nowait)  # expect: Empty: 
error(q.get, block=False)  # expect: Empty: 
error(q.get, timeout=0.01)  # expect: Empty: 
error(q.get, timeout=-1)  # expect: ValueError: 'timeout' must be a non-negative number
error(q.get, True, -1)  # expect: ValueError: 'timeout' must be a non-negative number
q.task_done()
q.task_done()
error(q.task_done)  # expect: ValueError: task_done() called too many times
q.join()
print(q.unfinished_tasks)  # expect: 0
Queue().put(1, timeout=-1)  # without a bound nobody waits, and nobody looks

jobs = PriorityQueue()
for job in (2, "write"), (1, "think"), (3, "rest"):
    jobs.put(job)
print([jobs.get()[1] for _ in range(jobs.qsize())])  # expect: ['think', 'write', 'rest']
jobs.put(1)
error(jobs.put, "text")  # expect: TypeError: '<' not supported between instances of 'str' and 'int'

s = SimpleQueue()
s.put(1, True, None)
s.put(2, block=False, timeout=-7)
s.put_nowait(3)
print(s.qsize(), s.get(), s.get(block=True, timeout=0), s.get_nowait())  # expect: 3 1 2 3
error(s.get_nowait)  # expect: Empty: 
error(s.get, False)  # expect: Empty: 
error(s.get, timeout=0.01)  # expect: Empty: 
error(s.get, timeout=-1)  # expect: ValueError: 'timeout' must be a non-negative number
error(s.get, timeout="soon")  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(SimpleQueue, 1)  # expect: TypeError: SimpleQueue() takes no positional arguments
print(queue.Empty.__module__, Full.__module__, issubclass(Empty, Exception), Queue[int], SimpleQueue[str])
# expect: _queue queue True queue.Queue[int] _queue.SimpleQueue[str]
print(sorted(queue.__all__)[:7])
# expect: ['Empty', 'Full', 'LifoQueue', 'PriorityQueue', 'Queue', 'ShutDown', 'SimpleQueue']


class Stack(Queue):
    def _init(self, maxsize):
        self.items = []

    def _qsize(self):
        return len(self.items)

    def _put(self, item):
        self.items.append(item)

    def _get(self):
        return self.items.pop()


stack = Stack(2)
stack.put(1)
stack.put(2)
print(stack.full(), stack.get(), stack.get())  # expect: True 2 1
