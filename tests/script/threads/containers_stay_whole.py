# Containers shared by threads stay intact: nothing is lost, nothing twice.
import threading

N, THREADS = 3000, 4
items, table, members = [], {}, set()


def work(me):
    for i in range(N):
        items.append((me, i))
        table[me, i] = i
        members.add(me * N + i)


threads = [threading.Thread(target=work, args=(m,)) for m in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), len(table), len(members))  # expect: 12000 12000 12000
print(len(set(items)), sorted(members) == list(range(N * THREADS)))  # expect: 12000 True
print(all(table[m, i] == i for m in range(THREADS) for i in range(N)))  # expect: True
for m in range(THREADS):
    mine = [i for who, i in items if who == m]
    print(mine == list(range(N)))
# expect: True
# expect: True
# expect: True
# expect: True


def drain(into):
    while True:
        try:
            into.append(items.pop())
        except IndexError:
            return


parts = [[] for _ in range(THREADS)]
threads = [threading.Thread(target=drain, args=(p,)) for p in parts]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(len(p) for p in parts), len({x for p in parts for x in p}), items)  # expect: 12000 12000 []


def pop_items(into):
    while True:
        try:
            into.append(table.popitem())
        except KeyError:
            return


parts = [[] for _ in range(THREADS)]
threads = [threading.Thread(target=pop_items, args=(p,)) for p in parts]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(len(p) for p in parts), len(table))  # expect: 12000 0
winners = []
shared = {}


def claim(me):
    for k in range(500):
        if shared.setdefault(k, me) == me:
            winners.append(k)


threads = [threading.Thread(target=claim, args=(m,)) for m in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(winners), len(set(winners)))  # expect: 500 500
