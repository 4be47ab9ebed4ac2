def load():
    try:
        return {}["key"]
    except KeyError as e:
        raise ValueError("cannot load") from e


def run():
    try:
        load()
    except ValueError:
        raise RuntimeError("run failed")


run()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "chained.py", line 3, in load
# stderr|     return {}["key"]
# stderr|            ~~^^^^^^^
# stderr| KeyError: 'key'
# stderr|
# stderr| The above exception was the direct cause of the following exception:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "chained.py", line 10, in run
# stderr|     load()
# stderr|     ~~~~^^
# stderr|   File "chained.py", line 5, in load
# stderr|     raise ValueError("cannot load") from e
# stderr| ValueError: cannot load
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "chained.py", line 15, in <module>
# stderr|     run()
# stderr|     ~~~^^
# stderr|   File "chained.py", line 12, in run
# stderr|     raise RuntimeError("run failed")
# stderr| RuntimeError: run failed
# needs-python: 3.13
