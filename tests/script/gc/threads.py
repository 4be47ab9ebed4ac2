"""Threads make cycles, share objects and change them, while others collect."""
import gc
import threading

THREADS, ROUNDS = 4, 2_000
shared_list = []
shared_dict = {}
made = [0] * THREADS
lock = threading.Lock()
died = 0


class Node:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        global died
        with lock:
            died += 1


def work(number):
    for i in range(ROUNDS):
        a, b = Node(number), Node(number)
        a.other, b.other = b, (a,)
        made[number] += 2
        if i % 10 == 0:
            shared_list.append(a)  # the cycle is now held from outside
            shared_dict[number, i] = b
        if i % 50 == 49 and shared_list:
            shared_list.pop()
            shared_dict.pop((number, i - 9), None)
        a.closure = lambda: b
        if i % 500 == 0:
            gc.collect()


threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(all(n.owner in range(THREADS) and n.other[0] is n if isinstance(n.other, tuple)
          else n.other.other[0] is n for n in shared_list))  # expect: True
shared_list.clear()
shared_dict.clear()
for _ in range(3):
    gc.collect()
print(died == sum(made))  # expect: True
