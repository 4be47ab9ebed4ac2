try:
    exec("x = (1 +\n")
except SyntaxError as e:
    print(e.msg, e.lineno, e.filename)
try:
    raise SyntaxError("custom", ("file.py", 3, 5, "    a = b c\n", 3, 8))
except SyntaxError as e:
    e.add_note("note")
    raise KeyError("") from e
# expect: '(' was never closed 1 <string>
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "syntax_error_cause.py", line 6, in <module>
# stderr|     raise SyntaxError("custom", ("file.py", 3, 5, "    a = b c\n", 3, 8))
# stderr|   File "file.py", line 3
# stderr|     a = b c
# stderr|     ^^^
# stderr| SyntaxError: custom
# stderr| note
# stderr|
# stderr| The above exception was the direct cause of the following exception:
# stderr|
# stderr| Traceback (most recent call last):
# stderr|   File "syntax_error_cause.py", line 9, in <module>
# stderr|     raise KeyError("") from e
# stderr| KeyError: ''
# needs-python: 3.13
