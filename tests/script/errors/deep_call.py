def a(): b()
def b(): c(1, x=2)
def c(n, *, x):
    del n
    return [n for _ in range(x)]


a()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "deep_call.py", line 8, in <module>
# stderr|     a()
# stderr|     ~^^
# stderr|   File "deep_call.py", line 1, in a
# stderr|     def a(): b()
# stderr|              ~^^
# stderr|   File "deep_call.py", line 2, in b
# stderr|     def b(): c(1, x=2)
# stderr|              ~^^^^^^^^
# stderr|   File "deep_call.py", line 5, in c
# stderr|     return [n for _ in range(x)]
# stderr|             ^
# stderr| UnboundLocalError: cannot access local variable 'n' where it is not associated with a value
# needs-python: 3.13
