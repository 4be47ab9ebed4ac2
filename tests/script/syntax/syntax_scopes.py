# return, break, global and their like in the wrong place.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    'return 5',
    'yield 5',
    'await x',
    'break',
    'continue',
    'def f():\n    break',
    'from x import *\ndef f():\n    from y import *',
    'global x\nx: int = 5\ndef f():\n    x = 1\n    global x',
    'def f():\n    print(x)\n    global x',
    'def f(x):\n    global x',
    'nonlocal x',
    'def f():\n    nonlocal x',
    'def f(x):\n    nonlocal x',
    'class C:\n    return 1',
):
    attempt(source)
# expect: 'return 5': SyntaxError: 'return' outside function 1:1
# expect: 'yield 5': SyntaxError: 'yield' outside function 1:1
# expect: 'await x': SyntaxError: 'await' outside function 1:1
# expect: 'break': SyntaxError: 'break' outside loop 1:1
# expect: 'continue': SyntaxError: 'continue' not properly in loop 1:1
# expect: 'def f():\n    break': SyntaxError: 'break' outside loop 2:5
# expect: 'from x import *\ndef f():\n    from y import *': SyntaxError: import * only allowed at module level 3:19
# expect: 'global x\nx: int = 5\ndef f():\n    x = 1\n    global x': SyntaxError: name 'x' is assigned to before global declaration 5:5
# expect: 'def f():\n    print(x)\n    global x': SyntaxError: name 'x' is used prior to global declaration 3:5
# expect: 'def f(x):\n    global x': SyntaxError: name 'x' is parameter and global 2:5
# expect: 'nonlocal x': SyntaxError: nonlocal declaration not allowed at module level 1:1
# expect: 'def f():\n    nonlocal x': SyntaxError: no binding for nonlocal 'x' found 2:5
# expect: 'def f(x):\n    nonlocal x': SyntaxError: name 'x' is parameter and nonlocal 2:5
# expect: 'class C:\n    return 1': SyntaxError: 'return' outside function 2:5
