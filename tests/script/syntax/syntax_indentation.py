# Wrong indentation.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    'if x:\npass',
    'class C:\npass',
    'x = 1\n  y = 2',
    'if 1:\n    x\n  y',
    'if 1:\n\tx\n        y',
    '  x = 1',
    'def f():\n',
):
    attempt(source)
# expect: 'if x:\npass': IndentationError: expected an indented block after 'if' statement on line 1 2:1
# expect: 'class C:\npass': IndentationError: expected an indented block after class definition on line 1 2:1
# expect: 'x = 1\n  y = 2': IndentationError: unexpected indent 2:2
# expect: 'if 1:\n    x\n  y': IndentationError: unindent does not match any outer indentation level 3:4
# expect: 'if 1:\n\tx\n        y': TabError: inconsistent use of tabs and spaces in indentation 3:1
# expect: '  x = 1': IndentationError: unexpected indent 1:2
# expect: 'def f():\n': IndentationError: expected an indented block after function definition on line 1 1:9
