# needs-python: 3.14
# Broken statements, brackets and operators.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    'x = (1',
    'x = [1, 2',
    'x = {1: 2',
    'x = 1)',
    'x = (1]',
    'if x\n    pass',
    'while True\n    pass',
    'for x in y\n    pass',
    'for x y:\n    pass',
    'import',
    'import a.b as 5',
    'from x import',
    'from x import (a',
    'try:\n    pass',
    'try:\n    pass\nelse:\n    pass',
    'try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass',
    'try:\n    pass\nexcept* ValueError:\n    pass\nexcept KeyError:\n    pass',
    '[x for x in]',
    '[x, y for x in z]',
    '{x: y for x in}',
    'a < > b',
    'a <> b',
    'a !== b',
    'x++',
    'not',
    'a and',
    'a b',
    '@\ndef f(): pass',
    'assert',
    'assert x,',
    'raise x from',
    'x = [\n1,\n2\ny = 3',
    'if True:\n    pass\nelif:\n    pass',
    'else:\n    pass',
    'x = {1, 2: 3}',
    'x = {1: 2, 3}',
    'x = {1:}',
    'x = {**a: 1}',
    'pass pass',
    'x..y',
    'import a, ',
    'with open(x) as f, : pass',
    'async x',
):
    attempt(source)
# expect: 'x = (1': SyntaxError: '(' was never closed 1:5
# expect: 'x = [1, 2': SyntaxError: '[' was never closed 1:5
# expect: 'x = {1: 2': SyntaxError: '{' was never closed 1:5
# expect: 'x = 1)': SyntaxError: unmatched ')' 1:6
# expect: 'x = (1]': SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' 1:7
# expect: 'if x\n    pass': SyntaxError: expected ':' 1:5
# expect: 'while True\n    pass': SyntaxError: expected ':' 1:11
# expect: 'for x in y\n    pass': SyntaxError: expected ':' 1:11
# expect: 'for x y:\n    pass': SyntaxError: invalid syntax 1:7
# expect: 'import': SyntaxError: Expected one or more names after 'import' 1:7
# expect: 'import a.b as 5': SyntaxError: cannot use literal as import target 1:15
# expect: 'from x import': SyntaxError: Expected one or more names after 'import' 1:14
# expect: 'from x import (a': SyntaxError: '(' was never closed 1:15
# expect: 'try:\n    pass': SyntaxError: expected 'except' or 'finally' block 2:9
# expect: 'try:\n    pass\nelse:\n    pass': SyntaxError: expected 'except' or 'finally' block 3:1
# expect: 'try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass': SyntaxError: default 'except:' must be last 3:1
# expect: 'try:\n    pass\nexcept* ValueError:\n    pass\nexcept KeyError:\n    pass': SyntaxError: cannot have both 'except' and 'except*' on the same 'try' 5:1
# expect: '[x for x in]': SyntaxError: invalid syntax 1:12
# expect: '[x, y for x in z]': SyntaxError: did you forget parentheses around the comprehension target? 1:2
# expect: '{x: y for x in}': SyntaxError: invalid syntax 1:15
# expect: 'a < > b': SyntaxError: invalid syntax 1:5
# expect: 'a <> b': SyntaxError: invalid syntax 1:3
# expect: 'a !== b': SyntaxError: invalid syntax 1:5
# expect: 'x++': SyntaxError: invalid syntax 1:4
# expect: 'not': SyntaxError: invalid syntax 1:4
# expect: 'a and': SyntaxError: invalid syntax 1:6
# expect: 'a b': SyntaxError: invalid syntax 1:3
# expect: '@\ndef f(): pass': SyntaxError: invalid syntax 1:2
# expect: 'assert': SyntaxError: invalid syntax 1:7
# expect: 'assert x,': SyntaxError: invalid syntax 1:10
# expect: 'raise x from': SyntaxError: did you forget an expression after 'from'? 1:9
# expect: 'x = [\n1,\n2\ny = 3': SyntaxError: '[' was never closed 1:5
# expect: 'if True:\n    pass\nelif:\n    pass': SyntaxError: invalid syntax 3:5
# expect: 'else:\n    pass': SyntaxError: invalid syntax 1:1
# expect: 'x = {1, 2: 3}': SyntaxError: invalid syntax 1:10
# expect: 'x = {1: 2, 3}': SyntaxError: ':' expected after dictionary key 1:12
# expect: 'x = {1:}': SyntaxError: expression expected after dictionary key and ':' 1:7
# expect: 'x = {**a: 1}': SyntaxError: invalid syntax 1:9
# expect: 'pass pass': SyntaxError: invalid syntax 1:6
# expect: 'x..y': SyntaxError: invalid syntax 1:3
# expect: 'import a, ': SyntaxError: invalid syntax 1:11
# expect: 'with open(x) as f, : pass': SyntaxError: the last 'with' item has a trailing comma 1:18
# expect: 'async x': SyntaxError: invalid syntax 1:7
