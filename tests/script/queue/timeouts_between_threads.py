# Queue.put and get with timeouts, while others work on the same queue.
import queue
import threading

q = queue.Queue(1)
N = 300
got, tries = [], [0, 0]


def put_all():
    for i in range(N):
        while True:
            try:
                q.put(i, timeout=0.001)
                break
            except queue.Full:
                tries[0] += 1


def get_all():
    while len(got) < N:
        try:
            got.append(q.get(timeout=0.001))
        except queue.Empty:
            tries[1] += 1


threads = [threading.Thread(target=put_all), threading.Thread(target=get_all)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(got == list(range(N)), q.empty())  # expect: True True

# Queues of the other orders, filled by several threads.
for kind in queue.LifoQueue, queue.PriorityQueue:
    q = kind()
    threads = [
        threading.Thread(target=lambda k: [q.put(k * 100 + i) for i in range(100)], args=(k,))
        for k in range(4)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    out = [q.get() for _ in range(400)]
    print(kind.__name__, sorted(out) == list(range(400)), out == sorted(out) or kind is queue.LifoQueue)
# expect: LifoQueue True True
# expect: PriorityQueue True True
