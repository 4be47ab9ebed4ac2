# needs-python: 3.12
# Broken literals and characters.
def attempt(source):
    try:
        compile(source, "<test>", "exec")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(f"{source!r}: {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}")


for source in (
    "x = 'abc",
    'x = "abc\ny = 1',
    "x = '''abc",
    "x = f'{a'",
    "x = f'{}'",
    "x = f'{a!x}'",
    "x = f'}'",
    "x = '\\x1'",
    "b'é'",
    'x = 0777',
    'x = 0b12',
    'x = 0xg',
    'x = 1__0',
    'x = 1_',
    'x = 5a',
    'x = 1e',
    'x = $',
    'x = ?',
    'x = “a”',
    'x = \\ 1',
    'x.5',
    "'a' 5",
):
    attempt(source)
# expect: "x = 'abc": SyntaxError: unterminated string literal (detected at line 1) 1:5
# expect: 'x = "abc\ny = 1': SyntaxError: unterminated string literal (detected at line 1) 1:5
# expect: "x = '''abc": SyntaxError: unterminated triple-quoted string literal (detected at line 1) 1:5
# expect: "x = f'{a'": SyntaxError: f-string: expecting '}' 1:9
# expect: "x = f'{}'": SyntaxError: f-string: valid expression required before '}' 1:8
# expect: "x = f'{a!x}'": SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a' 1:10
# expect: "x = f'}'": SyntaxError: f-string: single '}' is not allowed 1:7
# expect: "x = '\\x1'": SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape 1:5
# expect: "b'é'": SyntaxError: bytes can only contain ASCII literal characters 1:1
# expect: 'x = 0777': SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers 1:5
# expect: 'x = 0b12': SyntaxError: invalid digit '2' in binary literal 1:8
# expect: 'x = 0xg': SyntaxError: invalid hexadecimal literal 1:6
# expect: 'x = 1__0': SyntaxError: invalid decimal literal 1:6
# expect: 'x = 1_': SyntaxError: invalid decimal literal 1:6
# expect: 'x = 5a': SyntaxError: invalid decimal literal 1:5
# expect: 'x = 1e': SyntaxError: invalid decimal literal 1:5
# expect: 'x = $': SyntaxError: invalid syntax 1:5
# expect: 'x = ?': SyntaxError: invalid syntax 1:5
# expect: 'x = “a”': SyntaxError: invalid character '“' (U+201C) 1:5
# expect: 'x = \\ 1': SyntaxError: unexpected character after line continuation character 1:6
# expect: 'x.5': SyntaxError: invalid syntax 1:2
# expect: "'a' 5": SyntaxError: invalid syntax 1:5
