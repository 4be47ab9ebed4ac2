class Box:
    pass


box = Box()
box.total = 1
box.total += "a" * 2
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "augmented.py", line 7, in <module>
# stderr|     box.total += "a" * 2
# stderr| TypeError: unsupported operand type(s) for +=: 'int' and 'str'
