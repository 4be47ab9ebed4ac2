# The traceback module: text of exceptions, frames, stacks, groups.
# needs-python: 3.13
import builtins
import sys
import traceback


def print(*args):
    # The script's path differs from run to run.
    builtins.print(*[str(a).replace(__file__, 'FILE') for a in args])


class W:
    def __init__(s): s.b=[]
    def write(s,x): s.b.append(x)
    def text(s): r=''.join(s.b); s.b=[]; return r
w=W()
def f(x): return g(x)+1
def g(x):
    y = {'a': 1}
    return x / y['b' if x > 3 else 'a'] + ''
try: f(1)
except TypeError as e:
    print(traceback.format_exc()); traceback.print_exc(file=w); print(w.text())
    print(traceback.format_exception(e)); print(traceback.format_exception(type(e), e, e.__traceback__, limit=1)); print(traceback.format_exception(e, limit=-1))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    print(traceback.extract_tb(e.__traceback__)); print(traceback.format_tb(e.__traceback__)); traceback.print_tb(e.__traceback__, file=w, limit=1); print(w.text())
    te = traceback.TracebackException.from_exception(e); print(str(te), te.stack[-1].name, te.stack[-1].lineno, te.exc_type_str if hasattr(te,'exc_type_str') else '', list(te.format_exception_only()))
    for fr in te.stack: print(fr.filename == __file__, fr.lineno, fr.name, fr.line, fr.colno, fr.end_colno, fr.end_lineno)
    print([ (fr.f_code.co_name, n) for fr,n in traceback.walk_tb(e.__traceback__)])
try:
    try: f(5)
    except KeyError as e: raise ValueError('bad') from e
except ValueError as e:
    print(traceback.format_exc()); print(traceback.format_exc(chain=False));  print(''.join(traceback.TracebackException.from_exception(e).format()))
try:
    try: f(5)
    except KeyError as e: raise ValueError('bad')
except ValueError as e: traceback.print_exception(e, file=w); print(w.text()); print(''.join(traceback.format_exception(e)))
def rec(n):
    if n: rec(n-1)
    else: raise RuntimeError('deep\nlines')
try: rec(8)
except RuntimeError as e: print(traceback.format_exc()); print(''.join(traceback.format_exception(e))); print(traceback.format_exception_only(e))
try: raise ExceptionGroup('grp', [ValueError(1), TypeError('x'), ExceptionGroup('in', [KeyError('k')])])
except ExceptionGroup as e:
    e.add_note('a note\nline 2'); print(''.join(traceback.format_exception(e))); print(''.join(traceback.TracebackException.from_exception(e, max_group_width=1).format())); print(''.join(traceback.format_exception_only(e, show_group=True)))
try: compile('a = (1,\n b c', 'file.py', 'exec')
except SyntaxError as e: print(traceback.format_exception_only(e))
def st(): 
    s = traceback.extract_stack(); print([(x.name, x.lineno, x.line) for x in s])
    traceback.print_stack(file=w); print(w.text()); print(traceback.format_stack(limit=1)); print([a.f_code.co_name for a,_ in traceback.walk_stack(None)][:2] if 0 else '')
st()
print(traceback.format_list([('nofile.py', 3, 'foo', 'x = 1'), ('nofile.py', 4, 'bar', None)]))
fs = traceback.FrameSummary('nofile.py', 3, 'foo', line='  y = 2  ', locals={'a': 1, 'b': [2]}); print(fs, list(fs), len(fs), fs == ('nofile.py',3,'foo','y = 2'), fs[1], traceback.StackSummary.from_list([fs]).format())
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
t(traceback.format_exc); t(traceback.print_exc, file=w); t(w.text); t(traceback.format_exception, None); t(traceback.format_exception, 5); t(traceback.format_exception, ValueError, ValueError('x')); t(traceback.format_exception, ValueError('x')); t(traceback.format_exception_only, None); t(traceback.print_last)
class Bad(Exception):
    def __str__(self): raise RuntimeError
t(traceback.format_exception, Bad())
e=ValueError('x'); e.__notes__=5; t(traceback.format_exception_only, e)
try: raise KeyError('k') from None
except KeyError: print(traceback.format_exc())
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 22, in <module>
# expect:     try: f(1)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^~~~
# expect: TypeError: unsupported operand type(s) for +: 'float' and 'str'
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 22, in <module>
# expect:     try: f(1)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^~~~
# expect: TypeError: unsupported operand type(s) for +: 'float' and 'str'
# expect:
# expect: ['Traceback (most recent call last):\n', '  File "FILE", line 22, in <module>\n    try: f(1)\n         ~^^^\n', '  File "FILE", line 18, in f\n    def f(x): return g(x)+1\n                     ~^^^\n', '  File "FILE", line 21, in g\n    return x / y[\'b\' if x > 3 else \'a\'] + \'\'\n           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^~~~\n', "TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"]
# expect: ['Traceback (most recent call last):\n', '  File "FILE", line 22, in <module>\n    try: f(1)\n         ~^^^\n', "TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"]
# expect: ['Traceback (most recent call last):\n', '  File "FILE", line 21, in g\n    return x / y[\'b\' if x > 3 else \'a\'] + \'\'\n           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^~~~\n', "TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"]
# expect: ["TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"] ["TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"]
# expect: [<FrameSummary file FILE, line 22 in <module>>, <FrameSummary file FILE, line 18 in f>, <FrameSummary file FILE, line 21 in g>]
# expect: ['  File "FILE", line 22, in <module>\n    try: f(1)\n         ~^^^\n', '  File "FILE", line 18, in f\n    def f(x): return g(x)+1\n                     ~^^^\n', '  File "FILE", line 21, in g\n    return x / y[\'b\' if x > 3 else \'a\'] + \'\'\n           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^~~~\n']
# expect:   File "FILE", line 22, in <module>
# expect:     try: f(1)
# expect:          ~^^^
# expect:
# expect: unsupported operand type(s) for +: 'float' and 'str' g 21 TypeError ["TypeError: unsupported operand type(s) for +: 'float' and 'str'\n"]
# expect: True 22 <module> try: f(1) 5 9 22
# expect: True 18 f def f(x): return g(x)+1 17 21 18
# expect: True 21 g return x / y['b' if x > 3 else 'a'] + '' 11 44 21
# expect: [('<module>', 22), ('f', 18), ('g', 21)]
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 32, in <module>
# expect:     try: f(5)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:                ~^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'b'
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 33, in <module>
# expect:     except KeyError as e: raise ValueError('bad') from e
# expect:                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: bad
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 33, in <module>
# expect:     except KeyError as e: raise ValueError('bad') from e
# expect:                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: bad
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 32, in <module>
# expect:     try: f(5)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:                ~^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'b'
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 33, in <module>
# expect:     except KeyError as e: raise ValueError('bad') from e
# expect:                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: bad
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 37, in <module>
# expect:     try: f(5)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:                ~^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'b'
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 38, in <module>
# expect:     except KeyError as e: raise ValueError('bad')
# expect:                           ^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: bad
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 37, in <module>
# expect:     try: f(5)
# expect:          ~^^^
# expect:   File "FILE", line 18, in f
# expect:     def f(x): return g(x)+1
# expect:                      ~^^^
# expect:   File "FILE", line 21, in g
# expect:     return x / y['b' if x > 3 else 'a'] + ''
# expect:                ~^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'b'
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 38, in <module>
# expect:     except KeyError as e: raise ValueError('bad')
# expect:                           ^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError: bad
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 43, in <module>
# expect:     try: rec(8)
# expect:          ~~~^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   [Previous line repeated 5 more times]
# expect:   File "FILE", line 42, in rec
# expect:     else: raise RuntimeError('deep\nlines')
# expect:           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: RuntimeError: deep
# expect: lines
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 43, in <module>
# expect:     try: rec(8)
# expect:          ~~~^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   File "FILE", line 41, in rec
# expect:     if n: rec(n-1)
# expect:           ~~~^^^^^
# expect:   [Previous line repeated 5 more times]
# expect:   File "FILE", line 42, in rec
# expect:     else: raise RuntimeError('deep\nlines')
# expect:           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: RuntimeError: deep
# expect: lines
# expect:
# expect: ['RuntimeError: deep\nlines\n']
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File "FILE", line 45, in <module>
# expect:   |     try: raise ExceptionGroup('grp', [ValueError(1), TypeError('x'), ExceptionGroup('in', [KeyError('k')])])
# expect:   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   | ExceptionGroup: grp (3 sub-exceptions)
# expect:   | a note
# expect:   | line 2
# expect:   +-+---------------- 1 ----------------
# expect:     | ValueError: 1
# expect:     +---------------- 2 ----------------
# expect:     | TypeError: x
# expect:     +---------------- 3 ----------------
# expect:     | ExceptionGroup: in (1 sub-exception)
# expect:     +-+---------------- 1 ----------------
# expect:       | KeyError: 'k'
# expect:       +------------------------------------
# expect:
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File "FILE", line 45, in <module>
# expect:   |     try: raise ExceptionGroup('grp', [ValueError(1), TypeError('x'), ExceptionGroup('in', [KeyError('k')])])
# expect:   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   | ExceptionGroup: grp (3 sub-exceptions)
# expect:   | a note
# expect:   | line 2
# expect:   +-+---------------- 1 ----------------
# expect:     | ValueError: 1
# expect:     +---------------- ... ----------------
# expect:     | and 2 more exceptions
# expect:     +------------------------------------
# expect:
# expect: ExceptionGroup: grp (3 sub-exceptions)
# expect: a note
# expect: line 2
# expect:    ValueError: 1
# expect:    TypeError: x
# expect:    ExceptionGroup: in (1 sub-exception)
# expect:       KeyError: 'k'
# expect:
# expect: ['  File "file.py", line 1\n', '    a = (1,\n', '        ^\n', "SyntaxError: '(' was never closed\n"]
# expect: [('<module>', 53, 'st()'), ('st', 51, 's = traceback.extract_stack(); print([(x.name, x.lineno, x.line) for x in s])')]
# expect:   File "FILE", line 53, in <module>
# expect:     st()
# expect:   File "FILE", line 52, in st
# expect:     traceback.print_stack(file=w); print(w.text()); print(traceback.format_stack(limit=1)); print([a.f_code.co_name for a,_ in traceback.walk_stack(None)][:2] if 0 else '')
# expect:
# expect: ['  File "FILE", line 52, in st\n    traceback.print_stack(file=w); print(w.text()); print(traceback.format_stack(limit=1)); print([a.f_code.co_name for a,_ in traceback.walk_stack(None)][:2] if 0 else \'\')\n']
# expect:
# expect: ['  File "nofile.py", line 3, in foo\n    x = 1\n', '  File "nofile.py", line 4, in bar\n']
# expect: <FrameSummary file nofile.py, line 3 in foo> ['nofile.py', 3, 'foo', 'y = 2'] 4 True 3 ['  File "nofile.py", line 3, in foo\n    y = 2\n    a = 1\n    b = [2]\n']
# expect: 'NoneType: None\n'
# expect: None
# expect: 'NoneType: None\n'
# expect: ['NoneType: None\n']
# expect: TypeError Exception expected for value, int found
# expect: ValueError Both or neither of value and tb must be given
# expect: ['ValueError: x\n']
# expect: ['NoneType: None\n']
# expect: ValueError no last exception
# expect: ['Bad: <exception str() failed>\n']
# expect: ['ValueError: x\n', '5\n']
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 64, in <module>
# expect:     try: raise KeyError('k') from None
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: KeyError: 'k'
# expect:
