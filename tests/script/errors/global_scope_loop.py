total = 0
for i in range(3):
    total += 10 / (2 - i)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "global_scope_loop.py", line 3, in <module>
# stderr|     total += 10 / (2 - i)
# stderr|              ~~~^~~~~~~~~
# stderr| ZeroDivisionError: division by zero
