# What calls raise comes out of result() with the traceback of the call, each time anew; so does SystemExit.
from concurrent.futures import ThreadPoolExecutor
import sys


def inner(x):
    return {}[x]


def outer(x):
    try:
        return inner(x)
    except KeyError as e:
        raise ValueError(f"bad {x}") from e


def frames(e):
    names, tb = [], e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return names


with ThreadPoolExecutor(1) as pool:
    future = pool.submit(outer, "key")
    for _ in range(2):
        try:
            future.result()
        except ValueError as e:
            print(e, repr(e.__cause__), frames(e)[-1], frames(e.__cause__)[-2:])
    # expect: bad key KeyError('key') outer ['outer', 'inner']
    # expect: bad key KeyError('key') outer ['outer', 'inner']
    print(future.exception() is future.exception())  # expect: True
    for call in sys.exit, lambda: [][0], lambda: None.x, lambda: (_ for _ in ()).throw(KeyboardInterrupt):
        try:
            pool.submit(call).result()
        except BaseException as e:
            print(type(e).__name__)
    # expect: SystemExit
    # expect: IndexError
    # expect: AttributeError
    # expect: KeyboardInterrupt
    try:
        with ThreadPoolExecutor(1) as other:
            other.submit(print, "the block ends with its calls done")
            raise OSError("in the block")
    except OSError as e:
        print(e)
    # expect: the block ends with its calls done
    # expect: in the block
    results = pool.map(lambda x: 10 // x, [5, 2, 0, 1])
    try:
        for result in results:
            print(result)
    except ZeroDivisionError as e:
        print(e)
    # expect: 2
    # expect: 5
    # expect match: (integer )?division( or modulo)? by zero
    print(list(results))  # expect: []
