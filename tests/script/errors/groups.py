def check(n):
    if n % 2:
        raise ValueError(f"odd: {n}")


def collect():
    errors = []
    for n in (1, 2, 3):
        try:
            check(n)
        except ValueError as e:
            e.add_note(f"number {n}\nsecond line")
            errors.append(e)
    inner = ExceptionGroup("inner", [TypeError("t"), KeyError("k")])
    try:
        raise ExceptionGroup("all", [*errors, inner]) from OSError(2, "cause")
    except ExceptionGroup as g:
        g.add_note("of the group")
        raise


collect()
# expect status: 1
# stderr| FileNotFoundError: [Errno 2] cause
# stderr|
# stderr| The above exception was the direct cause of the following exception:
# stderr|
# stderr|   + Exception Group Traceback (most recent call last):
# stderr|   |   File "groups.py", line 22, in <module>
# stderr|   |     collect()
# stderr|   |     ~~~~~~~^^
# stderr|   |   File "groups.py", line 16, in collect
# stderr|   |     raise ExceptionGroup("all", [*errors, inner]) from OSError(2, "cause")
# stderr|   | ExceptionGroup: all (3 sub-exceptions)
# stderr|   | of the group
# stderr|   +-+---------------- 1 ----------------
# stderr|     | Traceback (most recent call last):
# stderr|     |   File "groups.py", line 10, in collect
# stderr|     |     check(n)
# stderr|     |     ~~~~~^^^
# stderr|     |   File "groups.py", line 3, in check
# stderr|     |     raise ValueError(f"odd: {n}")
# stderr|     | ValueError: odd: 1
# stderr|     | number 1
# stderr|     | second line
# stderr|     +---------------- 2 ----------------
# stderr|     | Traceback (most recent call last):
# stderr|     |   File "groups.py", line 10, in collect
# stderr|     |     check(n)
# stderr|     |     ~~~~~^^^
# stderr|     |   File "groups.py", line 3, in check
# stderr|     |     raise ValueError(f"odd: {n}")
# stderr|     | ValueError: odd: 3
# stderr|     | number 3
# stderr|     | second line
# stderr|     +---------------- 3 ----------------
# stderr|     | ExceptionGroup: inner (2 sub-exceptions)
# stderr|     +-+---------------- 1 ----------------
# stderr|       | TypeError: t
# stderr|       +---------------- 2 ----------------
# stderr|       | KeyError: 'k'
# stderr|       +------------------------------------
# needs-python: 3.13
