# needs-python: 3.13
# Exception groups: construction, split, subgroup, derive.
eg = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
print(eg, repr(eg), eg.message, eg.exceptions)
match, rest = eg.split(ValueError)
print(repr(match), repr(rest), sep="\n")
print(eg.split(OSError)[0], eg.split(Exception)[1], eg.split((TypeError, KeyError))[0])
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))), eg.subgroup(OSError))
print(eg.subgroup(ExceptionGroup) is eg)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print(ExceptionGroup.__mro__ == (ExceptionGroup, BaseExceptionGroup, Exception, BaseException, object))
eg.add_note("n")
eg.__cause__ = OSError("c")
m = eg.subgroup(TypeError)
print(m.__notes__, repr(m.__cause__), m.__notes__ is eg.__notes__)


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine("derived", excs)


print(repr(Mine("m", [ValueError(), TypeError()]).split(TypeError)))
for make in (lambda: ExceptionGroup("a"), lambda: ExceptionGroup(1, []), lambda: ExceptionGroup("a", 1),
             lambda: ExceptionGroup("a", []), lambda: ExceptionGroup("a", [1]),
             lambda: ExceptionGroup("a", [KeyboardInterrupt()]), lambda: Mine("a", [KeyboardInterrupt()]),
             lambda: eg.split(3)):
    try:
        make()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e:
    print("values", repr(e))
except* (TypeError, KeyError) as e:
    print("others", repr(e))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        print("caught", e.exceptions)
except ExceptionGroup as left:
    print("left", repr(left))
try:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        print(repr(e))
        raise
except ExceptionGroup as g:
    print("again", repr(g))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise OSError("new")
except ExceptionGroup as g:
    print(repr(g))
# expect: top (3 sub-exceptions) ExceptionGroup('top', [ValueError(1), TypeError('t'), ExceptionGroup('in', [KeyError('k'), ValueError(2)])]) top (ValueError(1), TypeError('t'), ExceptionGroup('in', [KeyError('k'), ValueError(2)]))
# expect: ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [ValueError(2)])])
# expect: ExceptionGroup('top', [TypeError('t'), ExceptionGroup('in', [KeyError('k')])])
# expect: None None top (2 sub-exceptions)
# expect: ExceptionGroup('top', [ExceptionGroup('in', [KeyError('k')])]) None
# expect: True
# expect: ExceptionGroup BaseExceptionGroup
# expect: True
# expect: ['n'] OSError('c') False
# expect: (Mine('derived', [TypeError()]), Mine('derived', [ValueError()]))
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
# expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
# expect: TypeError second argument (exceptions) must be a sequence
# expect: ValueError second argument (exceptions) must be a non-empty sequence
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
# expect: TypeError Cannot nest BaseExceptions in 'Mine'
# expect: TypeError expected an exception type, a tuple of exception types, or a callable (other than a class)
# expect: values ExceptionGroup('g', [ValueError(1)])
# expect: others ExceptionGroup('g', [TypeError(2), KeyError(3)])
# expect: caught (ValueError(1),)
# expect: left ExceptionGroup('g', [TypeError(2)])
# expect: ExceptionGroup('', (ValueError('naked'),))
# expect: again ExceptionGroup('', (ValueError('naked'),))
# expect: ExceptionGroup('', [OSError('new'), ExceptionGroup('g', [TypeError(2)])])
