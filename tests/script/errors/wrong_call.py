def two(a, b):
    return a


two(
    1,
    2,
    3,
)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "wrong_call.py", line 5, in <module>
# stderr|     two(
# stderr|     ~~~^
# stderr|         1,
# stderr|         ^^
# stderr|         2,
# stderr|         ^^
# stderr|         3,
# stderr|         ^^
# stderr|     )
# stderr|     ^
# stderr| TypeError: two() takes 2 positional arguments but 3 were given
# needs-python: 3.13
