def compute():
    return (
        1
        + 2
        + (3
           / 0)
    )


result = [
    compute()
    for _ in range(2)
]
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "multi_line.py", line 11, in <module>
# stderr|     compute()
# stderr|     ~~~~~~~^^
# stderr|   File "multi_line.py", line 5, in compute
# stderr|     + (3
# stderr|        ~
# stderr|        / 0)
# stderr|        ^~~
# stderr| ZeroDivisionError: division by zero
# needs-python: 3.13
