x = {"a": 1}
print("before")
total = 10 + x["a"] * (3 - "b") + 4
# expect: before
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "binary_operator.py", line 3, in <module>
# stderr|     total = 10 + x["a"] * (3 - "b") + 4
# stderr|                            ~~^~~~~
# stderr| TypeError: unsupported operand type(s) for -: 'int' and 'str'
