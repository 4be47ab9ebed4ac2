class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError("exit failed")


with Manager() as m:
    raise ValueError("body failed")
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "with_statement.py", line 10, in <module>
# stderr|     raise ValueError("body failed")
# stderr| ValueError: body failed
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "with_statement.py", line 9, in <module>
# stderr|     with Manager() as m:
# stderr|          ~~~~~~~^^
# stderr|   File "with_statement.py", line 6, in __exit__
# stderr|     raise RuntimeError("exit failed")
# stderr| RuntimeError: exit failed
# needs-python: 3.13
