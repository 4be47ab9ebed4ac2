class Bad(Exception):
    def __str__(self):
        raise RuntimeError("no text")


raise Bad()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "bad_repr.py", line 6, in <module>
# stderr|     raise Bad()
# stderr| Bad: <exception str() failed>
