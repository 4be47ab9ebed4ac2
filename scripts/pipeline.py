"""Three stages, download, resize and upload, each with workers that subclass Thread.

Watch
    Each stage takes items from one queue and puts its results into the next. All three work at the
    same time on different items, so the whole takes little longer than its slowest stage alone, and
    that one gets more workers. The queues are bounded: when resizing cannot keep up, downloading
    waits in put() instead of filling the memory. A stage is ended by as many None as it has workers,
    after join() has said that all its items are through.

Try
    gilt --gil on scripts/pipeline.py
    gilt --gil off scripts/pipeline.py
    gilt --gil on scripts/pipeline.py 1000
    gilt --gil on --stats scripts/pipeline.py
"""
from queue import Queue
from threading import Thread
import sys
import time

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
DOWNLOAD, RESIZE, UPLOAD = 0.001, 0.004, 0.001  # seconds that one item takes


class Worker(Thread):
    def __init__(self, function, in_queue, out_queue):
        super().__init__()
        self.function = function
        self.in_queue = in_queue
        self.out_queue = out_queue
        self.work_done = 0

    def run(self):
        while (item := self.in_queue.get()) is not None:
            self.out_queue.put(self.function(item))
            self.work_done += 1
            self.in_queue.task_done()
        self.in_queue.task_done()


def download(number):
    time.sleep(DOWNLOAD)
    return f"image {number}"


def resize(image):
    time.sleep(RESIZE)
    return f"small {image}"


def upload(image):
    time.sleep(UPLOAD)
    return f"uploaded {image}"


def end(in_queue, workers):
    """Wait until all items of the stage are through, then stop its workers."""
    in_queue.join()
    for _ in workers:
        in_queue.put(None)
    for worker in workers:
        worker.join()


to_download, to_resize, to_upload, done = Queue(20), Queue(20), Queue(20), Queue()
stages = [
    ("download", to_download, [Worker(download, to_download, to_resize)]),
    ("resize", to_resize, [Worker(resize, to_resize, to_upload) for _ in range(4)]),
    ("upload", to_upload, [Worker(upload, to_upload, done)]),
]
start = time.perf_counter()
for _, _, workers in stages:
    for worker in workers:
        worker.start()
for number in range(ITEMS):
    to_download.put(number)
for name, in_queue, workers in stages:
    end(in_queue, workers)
    print(f"{name}: {[worker.work_done for worker in workers]}, together "
          f"{sum(worker.work_done for worker in workers)}")
elapsed = time.perf_counter() - start
results = sorted(done.get() for _ in range(done.qsize()))
print(f"{len(results)} results, the first: {results[0]}")
print(f"{elapsed:.2f} s; one after the other it would be {ITEMS * (DOWNLOAD + RESIZE + UPLOAD):.2f} s")

# argv: 40
# expect: download: [40], together 40
# expect match: resize: \[[0-9]+, [0-9]+, [0-9]+, [0-9]+\], together 40
# expect: upload: [40], together 40
# expect: 40 results, the first: uploaded small image 0
# expect match: [0-9.]+ s; one after the other it would be 0.24 s
