# A queue whose get() asks again and again, as often as it likes, until something is there.
from collections import deque
from threading import Lock, Thread

lines = []

def print_line(*args):
    lines.append(*args)

show, print = print, print_line

class MyQueue:
    def __init__(self):
        self.items = deque()
        self.lock = Lock()

    def put(self, item):
        with self.lock:
            self.items.append(item)

    def get(self):
        while True:
            with self.lock:
                print('get from my queue')
                if self.items:
                    return self.items.popleft()

sample_queue = MyQueue()

def sample_consumer():
    print('sample consumer waiting\n')
    sample_queue.get()
    print('sample consumer done\n')

thread = Thread(target=sample_consumer)
thread.start()
print('sample producer putting\n')
sample_queue.put('hello')
print('sample producer done\n')
thread.join()

show(lines.count('get from my queue') >= 1)  # expect: True
show([line.strip() for line in sorted(lines) if line != 'get from my queue'])
# expect: ['sample consumer done', 'sample consumer waiting', 'sample producer done', 'sample producer putting']
