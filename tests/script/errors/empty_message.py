raise Exception("")
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "empty_message.py", line 1, in <module>
# stderr|     raise Exception("")
# stderr| Exception
