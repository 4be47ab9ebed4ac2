def inverse(values):
    return [1 / v for v in values]


inverse([1, 2, 0])
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "comprehension.py", line 5, in <module>
# stderr|     inverse([1, 2, 0])
# stderr|     ~~~~~~~^^^^^^^^^^^
# stderr|   File "comprehension.py", line 2, in inverse
# stderr|     return [1 / v for v in values]
# stderr|             ~~^~~
# stderr| ZeroDivisionError: division by zero
# needs-python: 3.13
