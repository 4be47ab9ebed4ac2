# needs-python: 3.14
# Wrong definitions and calls.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    'f(1 2)',
    'def f(:\n    pass',
    'def f()\n    pass',
    'def f(a, a): pass',
    'def f(a=1, b): pass',
    'def f(*): pass',
    'def f(**k, a): pass',
    'def f(a, /, b, /): pass',
    'def f(*a, *b): pass',
    'lambda a, a: 1',
    'class C\n    pass',
    'f(**a, *b)',
    'f(a=1, 2)',
    'f(a=1, a=2)',
    'f(5=1)',
    'f(a.b=1)',
    'f(None=1)',
    'f(x for x in y, 1)',
    'f(a for a in b, c for c in d)',
    'def 5(): pass',
    'class 5: pass',
    'def f(5): pass',
    'def f(a.b): pass',
    'def f(None): pass',
    'lambda x: yield',
):
    attempt(source)
# expect: 'f(1 2)': SyntaxError: invalid syntax. Perhaps you forgot a comma? 1:3
# expect: 'def f(:\n    pass': SyntaxError: invalid syntax 1:7
# expect: 'def f()\n    pass': SyntaxError: expected ':' 1:8
# expect: 'def f(a, a): pass': SyntaxError: duplicate parameter 'a' in function definition 1:10
# expect: 'def f(a=1, b): pass': SyntaxError: parameter without a default follows parameter with a default 1:12
# expect: 'def f(*): pass': SyntaxError: named arguments must follow bare * 1:7
# expect: 'def f(**k, a): pass': SyntaxError: arguments cannot follow var-keyword argument 1:12
# expect: 'def f(a, /, b, /): pass': SyntaxError: / may appear only once 1:16
# expect: 'def f(*a, *b): pass': SyntaxError: * argument may appear only once 1:11
# expect: 'lambda a, a: 1': SyntaxError: duplicate parameter 'a' in function definition 1:11
# expect: 'class C\n    pass': SyntaxError: expected ':' 1:8
# expect: 'f(**a, *b)': SyntaxError: iterable argument unpacking follows keyword argument unpacking 1:6
# expect: 'f(a=1, 2)': SyntaxError: positional argument follows keyword argument 1:9
# expect: 'f(a=1, a=2)': SyntaxError: keyword argument repeated: a 1:8
# expect: 'f(5=1)': SyntaxError: expression cannot contain assignment, perhaps you meant "=="? 1:3
# expect: 'f(a.b=1)': SyntaxError: expression cannot contain assignment, perhaps you meant "=="? 1:3
# expect: 'f(None=1)': SyntaxError: cannot assign to None 1:3
# expect: 'f(x for x in y, 1)': SyntaxError: Generator expression must be parenthesized 1:3
# expect: 'f(a for a in b, c for c in d)': SyntaxError: Generator expression must be parenthesized 1:3
# expect: 'def 5(): pass': SyntaxError: invalid syntax 1:5
# expect: 'class 5: pass': SyntaxError: invalid syntax 1:7
# expect: 'def f(5): pass': SyntaxError: invalid syntax 1:7
# expect: 'def f(a.b): pass': SyntaxError: invalid syntax 1:8
# expect: 'def f(None): pass': SyntaxError: invalid syntax 1:7
# expect: 'lambda x: yield': SyntaxError: invalid syntax 1:11
