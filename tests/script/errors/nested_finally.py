def f():
    try:
        raise ValueError("one")
    finally:
        try:
            raise TypeError("two")
        finally:
            raise KeyError("three")


f()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "nested_finally.py", line 3, in f
# stderr|     raise ValueError("one")
# stderr| ValueError: one
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "nested_finally.py", line 6, in f
# stderr|     raise TypeError("two")
# stderr| TypeError: two
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "nested_finally.py", line 11, in <module>
# stderr|     f()
# stderr|     ~^^
# stderr|   File "nested_finally.py", line 8, in f
# stderr|     raise KeyError("three")
# stderr| KeyError: 'three'
# needs-python: 3.13
