# Containers that threads share keep their structure: nothing is lost, doubled or torn, whoever runs when.
import threading

THREADS, N = 4, 2000
items, table, members = [], {}, set()
lock = threading.Lock()
removed = [0] * THREADS


def work(k):
    for i in range(N):
        items.append((k, i))
        table[k, i] = i
        members.add((k, i))
        if i % 2:
            items.pop()
            removed[k] += 1
            assert table.pop((k, i)) == i
            members.remove((k, i))
        assert table.get((k, i - i % 2)) == i - i % 2
        assert (k, i - i % 2) in members
        x = items[i % 7]
        assert x[0] in range(THREADS) and 0 <= x[1] < N
        if i % 100 == 0:
            for j, x in enumerate(items):
                assert len(x) == 2
                if j == 50:
                    break
            assert len(sorted(items.copy())) >= 1
            assert all(len(key) == 2 for key in list(table))
            assert len(table.copy()) >= i // 2
            assert items[:5] and items[-1]


def everybody(function):
    threads = [threading.Thread(target=function, args=(k,)) for k in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


items.extend((0, 0) for _ in range(10))
everybody(work)
print(len(items) - 10, len(table), len(members), sum(removed))  # expect: 4000 4000 4000 4000
print(sorted(table) == sorted(members) == [(k, i) for k in range(THREADS) for i in range(0, N, 2)])  # expect: True

# Every item of a shared queue is taken once.
queue = list(range(8000))
taken = [[] for _ in range(THREADS)]


def take(k):
    while True:
        try:
            taken[k].append(queue.pop())
        except IndexError:
            return


everybody(take)
print(sorted(sum(taken, [])) == list(range(8000)), queue)  # expect: True []

# setdefault gives all of them the same object; a rebound value is seen whole.
firsts = [None] * THREADS
for _ in range(50):
    shared = {}

    def first(k):
        firsts[k] = shared.setdefault("first", [k])

    everybody(first)
    assert all(f is firsts[0] for f in firsts) and len(shared) == 1
print("same")  # expect: same

config = {"pair": (0, 0)}
slots = [(0, 0)] * 4


def write_and_read(k):
    for i in range(3000):
        config["pair"] = (i, i)
        slots[k] = (i, i)
        a, b = config["pair"]
        assert a == b
        a, b = slots[(k + 1) % THREADS]
        assert a == b
        if i % 50 == 0:
            config[k, i] = i  # the table grows under the readers
            slots.append((i, i))


everybody(write_and_read)
print(len(config), len(slots))  # expect: 241 244
