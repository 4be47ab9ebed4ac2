# Long expressions are abbreviated; a call that is the whole value of an assignment has no carets.
def fail(*args):
    raise ValueError("deep")


def call(f):
    value = f(
        1,
        2,
        3,
        4,
        5,
    )
    return value


def add():
    return (
        [1]
        + [2]
        + [3]
        + 4
        + [5]
    )


def total(n):
    result = call(n)
    return result


try:
    total(fail)
except ValueError as e:
    try:
        add()
    except TypeError as f:
        raise RuntimeError("both") from f
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "abbreviated.py", line 33, in <module>
# stderr|     total(fail)
# stderr|     ~~~~~^^^^^^
# stderr|   File "abbreviated.py", line 28, in total
# stderr|     result = call(n)
# stderr|   File "abbreviated.py", line 7, in call
# stderr|     value = f(
# stderr|         1,
# stderr|     ...<3 lines>...
# stderr|         5,
# stderr|     )
# stderr|   File "abbreviated.py", line 3, in fail
# stderr|     raise ValueError("deep")
# stderr| ValueError: deep
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "abbreviated.py", line 36, in <module>
# stderr|     add()
# stderr|     ~~~^^
# stderr|   File "abbreviated.py", line 19, in add
# stderr|     [1]
# stderr|     ~~~
# stderr|     + [2]
# stderr|     ~~~~~
# stderr|     + [3]
# stderr|     ~~~~~
# stderr|     + 4
# stderr|     ^~~
# stderr| TypeError: can only concatenate list (not "int") to list
# stderr|
# stderr| The above exception was the direct cause of the following exception:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "abbreviated.py", line 38, in <module>
# stderr|     raise RuntimeError("both") from f
# stderr| RuntimeError: both
# needs-python: 3.13
