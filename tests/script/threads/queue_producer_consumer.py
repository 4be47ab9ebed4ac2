import threading
import queue

q = queue.Queue(maxsize=10)

def producer():
    for i in range(20):
        q.put(i)
        print(f"Produced: {i}")
    q.put(None)  # 종료 신호

def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        print(f"Consumed: {item}")
        q.task_done()

t1 = threading.Thread(target=producer)
t2 = threading.Thread(target=consumer)
t1.start(); t2.start()
t1.join(); t2.join()

# python-differs: there the two halves of a print may be torn apart
# expect unordered: Produced: 0
# expect unordered: Consumed: 0
# expect unordered: Produced: 1
# expect unordered: Consumed: 1
# expect unordered: Produced: 2
# expect unordered: Consumed: 2
# expect unordered: Produced: 3
# expect unordered: Consumed: 3
# expect unordered: Produced: 4
# expect unordered: Consumed: 4
# expect unordered: Produced: 5
# expect unordered: Consumed: 5
# expect unordered: Produced: 6
# expect unordered: Consumed: 6
# expect unordered: Produced: 7
# expect unordered: Consumed: 7
# expect unordered: Produced: 8
# expect unordered: Consumed: 8
# expect unordered: Produced: 9
# expect unordered: Consumed: 9
# expect unordered: Produced: 10
# expect unordered: Consumed: 10
# expect unordered: Produced: 11
# expect unordered: Consumed: 11
# expect unordered: Produced: 12
# expect unordered: Consumed: 12
# expect unordered: Produced: 13
# expect unordered: Consumed: 13
# expect unordered: Produced: 14
# expect unordered: Consumed: 14
# expect unordered: Produced: 15
# expect unordered: Consumed: 15
# expect unordered: Produced: 16
# expect unordered: Consumed: 16
# expect unordered: Produced: 17
# expect unordered: Consumed: 17
# expect unordered: Produced: 18
# expect unordered: Consumed: 18
# expect unordered: Produced: 19
# expect unordered: Consumed: 19
