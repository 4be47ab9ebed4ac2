# Threads by the hundred, threads that start threads, objects that die in other threads.
import threading

done = []
threads = [threading.Thread(target=done.append, args=(i,)) for i in range(200)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(done), sorted(done) == list(range(200)))  # expect: 200 True
leaves = []


def tree(depth):
    if depth == 0:
        leaves.append(threading.current_thread().name)
        return
    children = [threading.Thread(target=tree, args=(depth - 1,)) for _ in range(2)]
    for c in children:
        c.start()
    for c in children:
        c.join()


tree(5)
print(len(leaves), len(set(leaves)))  # expect: 32 32
died = []


class Tracked:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        died.append(self.n)


def consume(items):
    while items:
        try:
            items.pop()
        except IndexError:
            pass


items = [Tracked(i) for i in range(500)]
threads = [threading.Thread(target=consume, args=(items,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
del items, threads
print(len(died), sorted(died) == list(range(500)))  # expect: 500 True
