# Local variables, arguments and instances of one's own are not shared: no lock needed.
import threading

results = []


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work(seed):
    total, text, items = 0, "", {}
    for i in range(2000):
        total += i * seed
        text = (text + str(i))[-20:]
        items[i % 10] = total
    results.append((seed, total, text, sum(items.values()), fib(12)))


threads = [threading.Thread(target=work, args=(s,)) for s in range(1, 5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for line in sorted(results):
    print(line)
# expect: (1, 1999000, '19951996199719981999', 19900165, 144)
# expect: (2, 3998000, '19951996199719981999', 39800330, 144)
# expect: (3, 5997000, '19951996199719981999', 59700495, 144)
# expect: (4, 7996000, '19951996199719981999', 79600660, 144)
