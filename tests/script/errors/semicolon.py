x = 1; y = x / 0; z = 3
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "semicolon.py", line 1, in <module>
# stderr|     x = 1; y = x / 0; z = 3
# stderr|                ~~^~~
# stderr| ZeroDivisionError: division by zero
