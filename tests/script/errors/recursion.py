def down(n):
    return down(n - 1) + 1


down(10)
# expect stderr: ^  File "recursion.py", line 2, in down$
# expect stderr: ^           ~~~~\^\^\^\^\^\^\^$
# expect stderr: ^  \[Previous line repeated [0-9]+ more times\]$
# expect error: RecursionError: maximum recursion depth exceeded
# needs-python: 3.13
