# needs-python: 3.14
# Executor.map: the iterables are read at once, or buffersize calls ahead.
from concurrent.futures import ThreadPoolExecutor

read = []


def numbers():
    for i in range(10):
        read.append(i)
        yield i


with ThreadPoolExecutor(2) as pool:
    results = pool.map(str, numbers())
    print(len(read), next(results))  # expect: 10 0
    results.close()
    read.clear()
    results = pool.map(str, numbers(), buffersize=3)
    print(len(read))  # expect: 3
    print(next(results), len(read))  # expect: 0 4
    print(list(results), len(read))  # expect: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] 10
    endless = pool.map(lambda x: x * x, iter(int, 1), buffersize=2)
    print(next(endless), next(endless))  # expect: 0 0
    for wrong in 0, -1, "3", 2.5:
        try:
            pool.map(str, [1], buffersize=wrong)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    # expect: ValueError buffersize must be None or > 0
    # expect: ValueError buffersize must be None or > 0
    # expect: TypeError buffersize must be an integer or None
    # expect: TypeError buffersize must be an integer or None
