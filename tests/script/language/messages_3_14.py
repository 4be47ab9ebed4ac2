# needs-python: 3.14
# Messages that CPython 3.14 words differently from its predecessors.
def attempt(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: 1 / 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: 1 // 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: 1 % 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: divmod(1, 0))
# expect: ZeroDivisionError: division by zero
attempt(lambda: 1.0 / 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: 1.0 // 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: 1.0 % 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: 0 ** -1)
# expect: ZeroDivisionError: zero to a negative power
attempt(lambda: 0.0 ** -1)
# expect: ZeroDivisionError: zero to a negative power


class NoContains:
    pass


class OnlyEnter:
    def __enter__(self):
        pass


class OnlyExit:
    def __exit__(self, *args):
        pass


attempt(lambda: 1 in NoContains())
# expect: TypeError: argument of type 'NoContains' is not a container or iterable
attempt(lambda: 1 in 5)
# expect: TypeError: argument of type 'int' is not a container or iterable


def unpack(values):
    a, b = values


attempt(lambda: unpack([1, 2, 3]))
# expect: ValueError: too many values to unpack (expected 2, got 3)
attempt(lambda: unpack((1, 2, 3, 4)))
# expect: ValueError: too many values to unpack (expected 2, got 4)
attempt(lambda: unpack({1: 1, 2: 2, 3: 3}))
# expect: ValueError: too many values to unpack (expected 2, got 3)
attempt(lambda: unpack(iter([1, 2, 3])))
# expect: ValueError: too many values to unpack (expected 2)
attempt(lambda: {[]: 1})
# expect: TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
attempt(lambda: {}[{}])
# expect: TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')
attempt(lambda: {[]})
# expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')
attempt(lambda: [] in set())
# expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')


def enter(manager):
    with manager:
        pass


attempt(lambda: enter(5))
# expect: TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)
attempt(lambda: enter(OnlyEnter()))
# expect: TypeError: 'OnlyEnter' object does not support the context manager protocol (missed __exit__ method)
attempt(lambda: enter(OnlyExit()))
# expect: TypeError: 'OnlyExit' object does not support the context manager protocol (missed __enter__ method)
attempt(lambda: bool(NotImplemented))
# expect: TypeError: NotImplemented should not be used in a boolean context
