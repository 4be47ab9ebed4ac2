values = [3, "x", 1]
ordered = sorted(values, key=lambda v: v)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "comparison.py", line 2, in <module>
# stderr|     ordered = sorted(values, key=lambda v: v)
# stderr| TypeError: '<' not supported between instances of 'str' and 'int'
# needs-python: 3.13
