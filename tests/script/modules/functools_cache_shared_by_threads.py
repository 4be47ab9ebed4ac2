# lru_cache under threads: results are right, the counts add up, the limit is kept.
import functools
import threading

THREADS = 4
ROUNDS = 400


def run(work):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


wrong = []


def exercise(cached, keys):
    def work(number):
        for i in range(ROUNDS):
            key = (i * 7 + number * 3) % keys
            if cached(key) != key * 2:
                wrong.append(key)

    run(work)
    info = cached.cache_info()
    return info.hits + info.misses == THREADS * ROUNDS, info.maxsize, info.currsize


@functools.lru_cache(maxsize=8)
def small(x):
    return x * 2


@functools.lru_cache(maxsize=None)
def unbounded(x):
    return x * 2


@functools.lru_cache(maxsize=0)
def nothing(x):
    return x * 2


print(exercise(small, 20), exercise(unbounded, 20), exercise(nothing, 20), wrong)
# expect: (True, 8, 8) (True, None, 20) (True, 0, 0) []
print([small(x) for x in range(20)] == [x * 2 for x in range(20)], small.cache_info().currsize)
# expect: True 8


class Key:
    """A key that is compared in Python."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return self.n % 3


@functools.lru_cache(maxsize=5)
def of_key(key):
    return key.n * 2


def look_up(number):
    for i in range(ROUNDS):
        n = (i + number) % 11
        if of_key(Key(n)) != n * 2:
            wrong.append(n)


run(look_up)
info = of_key.cache_info()
print(info.hits + info.misses == THREADS * ROUNDS, info.currsize, wrong)
# expect: True 5 []


def disturb(number):
    for i in range(ROUNDS):
        if small(i % 30) != i % 30 * 2:
            wrong.append(i)
        if number == 0 and i % 10 == 0:
            small.cache_clear()
        if small.cache_info().currsize > 8:
            wrong.append("too many")


run(disturb)
print(wrong, small.cache_info().currsize <= 8)
# expect: [] True
small.cache_clear()
print(small.cache_info())
# expect: CacheInfo(hits=0, misses=0, maxsize=8, currsize=0)


# total_ordering, singledispatch and cached_property while threads use them
@functools.singledispatch
def show(value):
    return "any"


def dispatching(number):
    for i in range(50):
        if show(i) not in ("any", "int") or show("a") != "any":
            wrong.append(i)
        if number == 0 and i == 20:
            show.register(int, lambda value: "int")


run(dispatching)
print(show(1), wrong)
# expect: int []
shared = functools.partial(pow, 2)
run(lambda number: [wrong.append(i) for i in range(100) if shared(i) != 2 ** i])
print(wrong)
# expect: []
