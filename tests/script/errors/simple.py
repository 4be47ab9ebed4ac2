# The plain traceback: file, line, source, carets under the operation that failed.
def divide(a, b):
    return (a + 1) / b


def outer():
    return divide(1, 0) + 2


outer()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "simple.py", line 10, in <module>
# stderr|     outer()
# stderr|     ~~~~~^^
# stderr|   File "simple.py", line 7, in outer
# stderr|     return divide(1, 0) + 2
# stderr|            ~~~~~~^^^^^^
# stderr|   File "simple.py", line 3, in divide
# stderr|     return (a + 1) / b
# stderr|            ~~~~~~~~^~~
# stderr| ZeroDivisionError: division by zero
# needs-python: 3.13
