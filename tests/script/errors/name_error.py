def f():
    return undefined_thing + 1


f()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "name_error.py", line 5, in <module>
# stderr|     f()
# stderr|     ~^^
# stderr|   File "name_error.py", line 2, in f
# stderr|     return undefined_thing + 1
# stderr|            ^^^^^^^^^^^^^^^
# stderr| NameError: name 'undefined_thing' is not defined
# needs-python: 3.13
