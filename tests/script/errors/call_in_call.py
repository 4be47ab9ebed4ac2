def f(x):
    return g(x, x + 1)


def g(a, b):
    raise ValueError(f"{a} and {b}")


print(f(1), f(2))
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "call_in_call.py", line 9, in <module>
# stderr|     print(f(1), f(2))
# stderr|           ~^^^
# stderr|   File "call_in_call.py", line 2, in f
# stderr|     return g(x, x + 1)
# stderr|   File "call_in_call.py", line 6, in g
# stderr|     raise ValueError(f"{a} and {b}")
# stderr| ValueError: 1 and 2
# needs-python: 3.13
