# Iterators of itertools that threads share: none breaks, and count gives each number once.
# python-differs: CPython's iterators other than count promise nothing to threads
import itertools
import threading

THREADS = 4
ITEMS = 300


def share(iterator, limit):
    """What THREADS threads together get from one iterator."""
    taken = [[] for _ in range(THREADS)]
    start = threading.Barrier(THREADS) if hasattr(threading, "Barrier") else None

    def take(mine):
        if start is not None:
            start.wait()
        while len(mine) < limit:
            try:
                mine.append(next(iterator))
            except StopIteration:
                return
            except (ValueError, RuntimeError):  # a generator, or a tee iterator, that is busy
                pass

    threads = [threading.Thread(target=take, args=(mine,)) for mine in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [item for mine in taken for item in mine]


numbers = share(itertools.count(10), ITEMS)
print(sorted(numbers) == list(range(10, 10 + THREADS * ITEMS)))
# expect: True
numbers = share(itertools.count(2**62 - 5), ITEMS)
print(sorted(numbers) == list(range(2**62 - 5, 2**62 - 5 + THREADS * ITEMS)))
# expect: True
numbers = share(itertools.count(0.5, 2), ITEMS)
print(len(set(numbers)) == len(numbers))
# expect: True
print(len(share(itertools.repeat("x", ITEMS), ITEMS)) == ITEMS)
# expect: True
rows = share(itertools.product(range(10), repeat=3), 1000)
print(sorted(rows) == list(itertools.product(range(10), repeat=3)))
# expect: True
for make in (itertools.permutations, lambda pool: itertools.combinations(pool, 3),
             lambda pool: itertools.combinations_with_replacement(pool, 3)):
    print(sorted(share(make(range(6)), 1000)) == list(make(range(6))))
# expect: True
# expect: True
# expect: True

# These may give an item twice or leave one out, but nothing else.
data = list(range(ITEMS))
known = set(data)
for make in (
        lambda: itertools.chain(data, data),
        lambda: itertools.chain.from_iterable([item] for item in data),
        lambda: itertools.islice(iter(data), 5, None, 2),
        lambda: itertools.compress(data, itertools.cycle([1, 0])),
        lambda: itertools.dropwhile(lambda x: x < 10, data),
        lambda: itertools.takewhile(lambda x: x < 200, data),
        lambda: itertools.filterfalse(lambda x: x % 2, data),
        lambda: itertools.tee(data)[0],
        lambda: itertools.starmap(max, zip(data, data))):
    if not set(share(make(), ITEMS)) <= known:
        print("wrong items")
print(set(share(itertools.cycle(data), ITEMS)) <= known,
      all(a in known and b in known for a, b in share(itertools.pairwise(data), ITEMS)),
      all(set(batch) <= known for batch in share(itertools.batched(data, 7), ITEMS)),
      all(key in (0, 1) for key, _ in share(itertools.groupby(data, lambda x: x // 3 % 2), ITEMS)),
      all(len(row) == 2 for row in share(itertools.zip_longest(data, data[:50]), ITEMS)),
      all(total >= 0 for total in share(itertools.accumulate(data), ITEMS)))
# expect: True True True True True True

# The groups of one groupby in several threads.
grouped = itertools.groupby(x // 5 for x in data)
items = []


def collect(group):
    try:
        for item in group:
            items.append(item)
    except ValueError:  # the generator is busy
        pass


for _ in range(20):
    try:
        key, group = next(grouped)
    except StopIteration:
        break
    threads = [threading.Thread(target=collect, args=(group,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(all(item in range(60) for item in items))
# expect: True
