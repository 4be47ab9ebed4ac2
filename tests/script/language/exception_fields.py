# needs-python: 3.13
# Attributes and texts of the exceptions that have fields of their own.
def show(e):
    print(type(e).__name__, repr(e), str(e), e.args, sep=" | ")


show(KeyError("a"))
show(KeyError())
show(KeyError(1, 2))
show(Exception())
show(Exception("x", 2))
show(ValueError(("t",)))
show(StopIteration(5))
print(StopIteration().value, StopIteration(5).value, StopIteration(1, 2).value)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
e = OSError(2, "No such file", "f.txt")
show(e)
print(e.errno, e.strerror, e.filename, e.filename2)
show(OSError(13, "denied"))
show(OSError("just text"))
show(OSError(99999, "odd", "a", None, "b"))
print(isinstance(OSError(110, "t"), TimeoutError), type(OSError(32, "p")), type(OSError(17, "e", "f")))
e = ImportError("no", name="m", path="/p")
show(e)
print(e.msg, e.name, e.path)
e = NameError("n", name="x")
print(e.name, NameError().name)
e = AttributeError("a", name="x", obj=[1])
print(e.name, e.obj)
e = SyntaxError("bad", ("dir/f.py", 3, 5, "x = = 1\n"))
show(e)
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.print_file_and_line)
e = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "invalid start byte")
show(e)
print(e.encoding, e.object, e.start, e.end, e.reason)
show(UnicodeEncodeError("ascii", "aé한b", 1, 3, "ordinal not in range(128)"))
show(UnicodeEncodeError("ascii", "a한", 1, 2, "ordinal not in range(128)"))
show(UnicodeTranslateError("a\U0001f600", 1, 2, "why"))
for make in (lambda: ImportError(foo=1), lambda: Exception(a=1), lambda: SyntaxError("m", 1),
             lambda: SyntaxError("m", (1, 2)), lambda: UnicodeDecodeError("a"),
             lambda: UnicodeDecodeError(1, b"", 0, 1, "r")):
    try:
        make()
    except TypeError as error:
        print(error)


class Custom(Exception):
    def __init__(self, code, **more):
        super().__init__(f"code {code}")
        self.code = code
        self.more = more


try:
    raise Custom(7, why="x")
except Custom as caught:
    c = caught
    show(c)
    print(c.code, c.more, c.__dict__ == {"code": 7, "more": {"why": "x"}})
c.add_note("first")
c.add_note("second")
print(c.__notes__)
c.args = [1, 2]
print(c.args, c)
for name, value in (("__cause__", 1), ("__context__", 1), ("__traceback__", 1), ("args", 1), ("__suppress_context__", 1)):
    try:
        setattr(c, name, value)
    except TypeError as error:
        print(error)
c.__cause__ = ValueError("v")
print(repr(c.__cause__), c.__suppress_context__, c.__context__, c.with_traceback(None) is c, c.__traceback__)
try:
    try:
        raise ValueError("a")
    except ValueError as inner:
        raise KeyError("b")
except KeyError as outer:
    print(repr(outer.__context__), outer.__cause__, outer.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise z
except ZeroDivisionError as again:
    print(again.__context__)
try:
    raise RuntimeError
except RuntimeError as r:
    tb = r.__traceback__
    print(tb.tb_lineno > 50, tb.tb_next, tb.tb_frame.f_code.co_name)
for bad in (1, int, "x"):
    try:
        raise bad
    except TypeError as error:
        print(error)
try:
    raise ValueError from 1
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError
    except 1:
        pass
except TypeError as error:
    print(error)
# expect: KeyError | KeyError('a') | 'a' | ('a',)
# expect: KeyError | KeyError() |  | ()
# expect: KeyError | KeyError(1, 2) | (1, 2) | (1, 2)
# expect: Exception | Exception() |  | ()
# expect: Exception | Exception('x', 2) | ('x', 2) | ('x', 2)
# expect: ValueError | ValueError(('t',)) | ('t',) | (('t',),)
# expect: StopIteration | StopIteration(5) | 5 | (5,)
# expect: None 5 1
# expect: None 3 (1, 2)
# expect: FileNotFoundError | FileNotFoundError(2, 'No such file') | [Errno 2] No such file: 'f.txt' | (2, 'No such file')
# expect: 2 No such file f.txt None
# expect: PermissionError | PermissionError(13, 'denied') | [Errno 13] denied | (13, 'denied')
# expect: OSError | OSError('just text') | just text | ('just text',)
# expect: OSError | OSError(99999, 'odd') | [Errno 99999] odd: 'a' -> 'b' | (99999, 'odd')
# expect: True <class 'BrokenPipeError'> <class 'FileExistsError'>
# expect: ImportError | ImportError('no') | no | ('no',)
# expect: no m /p
# expect: x None
# expect: x [1]
# expect: SyntaxError | SyntaxError('bad', ('dir/f.py', 3, 5, 'x = = 1\n')) | bad (f.py, line 3) | ('bad', ('dir/f.py', 3, 5, 'x = = 1\n'))
# expect: bad dir/f.py 3 5 x = = 1
# expect:  None None
# expect: UnicodeDecodeError | UnicodeDecodeError('utf-8', b'ab\xff', 2, 3, 'invalid start byte') | 'utf-8' codec can't decode byte 0xff in position 2: invalid start byte | ('utf-8', b'ab\xff', 2, 3, 'invalid start byte')
# expect: utf-8 b'ab\xff' 2 3 invalid start byte
# expect: UnicodeEncodeError | UnicodeEncodeError('ascii', 'aé한b', 1, 3, 'ordinal not in range(128)') | 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128) | ('ascii', 'aé한b', 1, 3, 'ordinal not in range(128)')
# expect: UnicodeEncodeError | UnicodeEncodeError('ascii', 'a한', 1, 2, 'ordinal not in range(128)') | 'ascii' codec can't encode character '\ud55c' in position 1: ordinal not in range(128) | ('ascii', 'a한', 1, 2, 'ordinal not in range(128)')
# expect: UnicodeTranslateError | UnicodeTranslateError('a😀', 1, 2, 'why') | can't translate character '\U0001f600' in position 1: why | ('a😀', 1, 2, 'why')
# expect: ImportError() got an unexpected keyword argument 'foo'
# expect: Exception() takes no keyword arguments
# expect: 'int' object is not iterable
# expect: function takes at least 4 arguments (2 given)
# expect: function takes exactly 5 arguments (1 given)
# expect: argument 1 must be str, not int
# expect: Custom | Custom('code 7') | code 7 | ('code 7',)
# expect: 7 {'why': 'x'} True
# expect: ['first', 'second']
# expect: (1, 2) (1, 2)
# expect: exception cause must be None or derive from BaseException
# expect: exception context must be None or derive from BaseException
# expect: __traceback__ must be a traceback or None
# expect: 'int' object is not iterable
# expect: attribute value type must be bool
# expect: ValueError('v') True None True None
# expect: ValueError('a') None False
# expect: None
# expect: True None <module>
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exception causes must derive from BaseException
# expect: catching classes that do not inherit from BaseException is not allowed
