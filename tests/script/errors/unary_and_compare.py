def f(a, b):
    return a < b and not -a


f("a", "b")
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "unary_and_compare.py", line 5, in <module>
# stderr|     f("a", "b")
# stderr|     ~^^^^^^^^^^
# stderr|   File "unary_and_compare.py", line 2, in f
# stderr|     return a < b and not -a
# stderr|                          ^^
# stderr| TypeError: bad operand type for unary -: 'str'
# needs-python: 3.13
