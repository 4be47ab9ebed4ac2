# Exception chaining: raise from, implicit context, suppression, notes.
def chain():
    try:
        {}["missing"]
    except KeyError as e:
        raise ValueError("wrapped") from e


try:
    chain()
except ValueError as e:
    print(e, repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
# expect: wrapped KeyError('missing') True True


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("second")


try:
    implicit()
except KeyError as e:
    print(e, repr(e.__context__), e.__cause__, e.__suppress_context__)
# expect: 'second' ZeroDivisionError('division by zero') None False


def silenced():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("quiet") from None


try:
    silenced()
except KeyError as e:
    print(e, e.__cause__, type(e.__context__).__name__, e.__suppress_context__)
# expect: 'quiet' None ZeroDivisionError True
try:
    raise ValueError("x") from TypeError
except ValueError as e:
    print(repr(e.__cause__))
# expect: TypeError()
try:
    raise ValueError("x") from 5
except TypeError as e:
    print(e)
# expect: exception causes must derive from BaseException
e = ValueError("a", 1)
print(e.args, str(e), repr(e), str(ValueError()), repr(ValueError()), str(ValueError(None)))
# expect: ('a', 1) ('a', 1) ValueError('a', 1)  ValueError() None
e.add_note("a note")
print(e.__notes__)  # expect: ['a note']
print(ValueError(1) == ValueError(1), ValueError("x").with_traceback(None))  # expect: False x
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.__traceback__ is not None, caught.__traceback__.tb_lineno > 0)
# expect: True True True
print(str(KeyError("k")), repr(KeyError("k")), str(KeyError("a", "b")), KeyError("k").args)
# expect: 'k' KeyError('k') ('a', 'b') ('k',)
print(StopIteration(5).value, SystemExit(3).code, OSError(2, "No such file").errno)  # expect: 5 3 2
print(str(OSError(2, "No such file", "name")), repr(OSError(2, "gone")), OSError(2, "x").strerror)
# expect: [Errno 2] No such file: 'name' FileNotFoundError(2, 'gone') x
print(type(OSError(2, "x")).__name__, FileNotFoundError(2, "x").errno)
# expect: FileNotFoundError 2
names = []
for kind in (ArithmeticError, OverflowError, ZeroDivisionError, LookupError, IndexError, KeyError,
             RecursionError, NotImplementedError, ModuleNotFoundError, UnboundLocalError,
             UnicodeDecodeError, FileNotFoundError, TimeoutError, KeyboardInterrupt, GeneratorExit,
             StopIteration, SystemExit, AssertionError, BlockingIOError, IndentationError, TabError):
    names.append(kind.__name__ + "<" + kind.__base__.__name__)
print(names)
# expect: ['ArithmeticError<Exception', 'OverflowError<ArithmeticError', 'ZeroDivisionError<ArithmeticError', 'LookupError<Exception', 'IndexError<LookupError', 'KeyError<LookupError', 'RecursionError<RuntimeError', 'NotImplementedError<RuntimeError', 'ModuleNotFoundError<ImportError', 'UnboundLocalError<NameError', 'UnicodeDecodeError<UnicodeError', 'FileNotFoundError<OSError', 'TimeoutError<OSError', 'KeyboardInterrupt<BaseException', 'GeneratorExit<BaseException', 'StopIteration<Exception', 'SystemExit<BaseException', 'AssertionError<Exception', 'BlockingIOError<OSError', 'IndentationError<SyntaxError', 'TabError<IndentationError']
