# What cannot be assigned to or deleted.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    'x = = 1',
    'print 5',
    "print 'a'",
    'if x = 1:\n    pass',
    'x = 5 if 6',
    '5 = x',
    'f() = 1',
    'x + 1 = 2',
    'None = 1',
    'True = 1',
    'a, 5 = 1, 2',
    "'a' = 1",
    '[a, 1] = x',
    '(a, b) += 1',
    'f() += 1',
    'del f()',
    'del 5',
    'del x + 1',
    'for 5 in x: pass',
    'for f() in x: pass',
    'with x as 5: pass',
    'x = a ? b : c',
    'x = *a',
    '*a = 1',
    '*a, *b = 1',
    '(x := 1) = 2',
    'x := 1',
    '(x.y := 1)',
    '[i := 0 for i in range(5)]',
    'x = 1 +',
    'x: int: 5',
    '(a, b): int = 1',
    '[a]: int',
):
    attempt(source)
# expect: 'x = = 1': SyntaxError: invalid syntax 1:5
# expect: 'print 5': SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? 1:1
# expect: "print 'a'": SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? 1:1
# expect: 'if x = 1:\n    pass': SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1:4
# expect: 'x = 5 if 6': SyntaxError: expected 'else' after 'if' expression 1:5
# expect: '5 = x': SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='? 1:1
# expect: 'f() = 1': SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='? 1:1
# expect: 'x + 1 = 2': SyntaxError: cannot assign to expression here. Maybe you meant '==' instead of '='? 1:1
# expect: 'None = 1': SyntaxError: cannot assign to None 1:1
# expect: 'True = 1': SyntaxError: cannot assign to True 1:1
# expect: 'a, 5 = 1, 2': SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='? 1:4
# expect: "'a' = 1": SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='? 1:1
# expect: '[a, 1] = x': SyntaxError: cannot assign to literal 1:5
# expect: '(a, b) += 1': SyntaxError: 'tuple' is an illegal expression for augmented assignment 1:1
# expect: 'f() += 1': SyntaxError: 'function call' is an illegal expression for augmented assignment 1:1
# expect: 'del f()': SyntaxError: cannot delete function call 1:5
# expect: 'del 5': SyntaxError: cannot delete literal 1:5
# expect: 'del x + 1': SyntaxError: cannot delete expression 1:5
# expect: 'for 5 in x: pass': SyntaxError: cannot assign to literal 1:5
# expect: 'for f() in x: pass': SyntaxError: cannot assign to function call 1:5
# expect: 'with x as 5: pass': SyntaxError: cannot assign to literal 1:11
# expect: 'x = a ? b : c': SyntaxError: invalid syntax 1:7
# expect: 'x = *a': SyntaxError: can't use starred expression here 1:5
# expect: '*a = 1': SyntaxError: starred assignment target must be in a list or tuple 1:1
# expect: '*a, *b = 1': SyntaxError: multiple starred expressions in assignment 1:1
# expect: '(x := 1) = 2': SyntaxError: cannot assign to named expression here. Maybe you meant '==' instead of '='? 1:2
# expect: 'x := 1': SyntaxError: invalid syntax 1:3
# expect: '(x.y := 1)': SyntaxError: cannot use assignment expressions with attribute 1:2
# expect: '[i := 0 for i in range(5)]': SyntaxError: assignment expression cannot rebind comprehension iteration variable 'i' 1:2
# expect: 'x = 1 +': SyntaxError: invalid syntax 1:8
# expect: 'x: int: 5': SyntaxError: invalid syntax 1:7
# expect: '(a, b): int = 1': SyntaxError: only single target (not tuple) can be annotated 1:1
# expect: '[a]: int': SyntaxError: only single target (not list) can be annotated 1:1
