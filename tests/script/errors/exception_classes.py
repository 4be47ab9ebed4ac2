class Outer:
    class Inner(Exception):
        pass


def local():
    class Local(KeyError):
        pass
    raise Local("k")


try:
    raise Outer.Inner("i")
except Exception:
    local()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "exception_classes.py", line 13, in <module>
# stderr|     raise Outer.Inner("i")
# stderr| Outer.Inner: i
# stderr|
# stderr| During handling of the above exception, another exception occurred:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "exception_classes.py", line 15, in <module>
# stderr|     local()
# stderr|     ~~~~~^^
# stderr|   File "exception_classes.py", line 9, in local
# stderr|     raise Local("k")
# stderr| local.<locals>.Local: 'k'
# needs-python: 3.13
