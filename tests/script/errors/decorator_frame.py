def logged(f):
    def wrapper(*args):
        return f(*args)

    return wrapper


@logged
@logged
def fails(x):
    return x.nope


fails(1)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "decorator_frame.py", line 14, in <module>
# stderr|     fails(1)
# stderr|     ~~~~~^^^
# stderr|   File "decorator_frame.py", line 3, in wrapper
# stderr|     return f(*args)
# stderr|   File "decorator_frame.py", line 3, in wrapper
# stderr|     return f(*args)
# stderr|   File "decorator_frame.py", line 11, in fails
# stderr|     return x.nope
# stderr|            ^^^^^^
# stderr| AttributeError: 'int' object has no attribute 'nope'
# needs-python: 3.13
