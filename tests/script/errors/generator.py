def numbers():
    yield 1
    yield int("x")


def consume():
    for n in numbers():
        print(n)


consume()
# expect: 1
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "generator.py", line 11, in <module>
# stderr|     consume()
# stderr|     ~~~~~~~^^
# stderr|   File "generator.py", line 7, in consume
# stderr|     for n in numbers():
# stderr|              ~~~~~~~^^
# stderr|   File "generator.py", line 3, in numbers
# stderr|     yield int("x")
# stderr|           ~~~^^^^^
# stderr| ValueError: invalid literal for int() with base 10: 'x'
# needs-python: 3.13
