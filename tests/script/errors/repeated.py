def again(n):
    if n == 0:
        raise ValueError("bottom")
    again(n - 1)


again(10)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "repeated.py", line 7, in <module>
# stderr|     again(10)
# stderr|     ~~~~~^^^^
# stderr|   File "repeated.py", line 4, in again
# stderr|     again(n - 1)
# stderr|     ~~~~~^^^^^^^
# stderr|   File "repeated.py", line 4, in again
# stderr|     again(n - 1)
# stderr|     ~~~~~^^^^^^^
# stderr|   File "repeated.py", line 4, in again
# stderr|     again(n - 1)
# stderr|     ~~~~~^^^^^^^
# stderr|   [Previous line repeated 7 more times]
# stderr|   File "repeated.py", line 3, in again
# stderr|     raise ValueError("bottom")
# stderr| ValueError: bottom
# needs-python: 3.13
