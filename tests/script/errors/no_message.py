def f():
    raise ValueError


f()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "no_message.py", line 5, in <module>
# stderr|     f()
# stderr|     ~^^
# stderr|   File "no_message.py", line 2, in f
# stderr|     raise ValueError
# stderr| ValueError
# needs-python: 3.13
