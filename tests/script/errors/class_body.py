class Broken:
    x = 1
    y = x + unknown
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "class_body.py", line 1, in <module>
# stderr|     class Broken:
# stderr|         x = 1
# stderr|         y = x + unknown
# stderr|   File "class_body.py", line 3, in Broken
# stderr|     y = x + unknown
# stderr|             ^^^^^^^
# stderr| NameError: name 'unknown' is not defined
# needs-python: 3.13
