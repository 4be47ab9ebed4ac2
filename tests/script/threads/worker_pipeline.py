# Workers that subclass Thread and poll their queues; the stages and the end of the wait are filled in.
from collections import deque
from threading import Lock, Thread
import time

class MyQueue:
    def __init__(self):
        self.items = deque()
        self.lock = Lock()

    def put(self, item):
        with self.lock:
            self.items.append(item)

    def get(self):
        with self.lock:
            return self.items.popleft()

class Worker(Thread):
    def __init__(self, func, in_queue, out_queue):
        super().__init__()
        self.func = func
        self.in_queue = in_queue
        self.out_queue = out_queue
        self.polled_count = 0
        self.work_done = 0

    def run(self):
        while True:
            self.polled_count += 1
            try:
                item = self.in_queue.get()
            except IndexError:
                time.sleep(0.1)  # 할 일이 없는 상태. 잠시 대기한다.
            else:
                result = self.func(item)
                self.out_queue.put(result)
                self.work_done += 1

def download(item):
    return item

def resize(item):
    return item

def upload(item):
    return item

download_queue = MyQueue()
resize_queue = MyQueue()
upload_queue = MyQueue()
done_queue = MyQueue()
threads = [
    Worker(download, download_queue, resize_queue),
    Worker(resize, resize_queue, upload_queue),
    Worker(upload, upload_queue, done_queue),
]
for thread in threads:
    thread.daemon = True  # they poll for ever
    thread.start()
for _ in range(1000):
    download_queue.put(object())

while len(done_queue.items) < 1000:
    time.sleep(0.1)
processed = len(done_queue.items)
polled = sum(t.polled_count for t in threads)
print(f"{processed}개의 아이템을 처리했습니다.", [t.work_done for t in threads] == [1000, 1000, 1000])
# expect: 1000개의 아이템을 처리했습니다. True
print(polled > 3000)  # 3000 polls are what it takes; the others found nothing
# expect: True
