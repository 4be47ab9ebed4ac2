# try in all its forms: matching, order, else, finally, nesting, control flow through finally.
def run(action):
    log = []
    try:
        log.append("try")
        action()
    except ZeroDivisionError:
        log.append("zero")
    except (KeyError, IndexError) as e:
        log.append(type(e).__name__)
    except Exception as e:
        log.append("other " + str(e))
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def fail(error):
    raise error


print(run(lambda: None))  # expect: ['try', 'else', 'finally']
print(run(lambda: 1 / 0))  # expect: ['try', 'zero', 'finally']
print(run(lambda: {}[1]))  # expect: ['try', 'KeyError', 'finally']
print(run(lambda: [][1]))  # expect: ['try', 'IndexError', 'finally']
print(run(lambda: fail(ValueError("bad"))))  # expect: ['try', 'other bad', 'finally']
print(run(lambda: fail(RuntimeError)))  # expect: ['try', 'other ', 'finally']


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer caught", e)
        try:
            raise KeyError("again")
        except KeyError as k:
            print(repr(k.__context__))
    try:
        e
    except UnboundLocalError as u:
        print(u)


nested()
# expect: inner finally
# expect: outer caught inner
# expect: ValueError('inner')
# expect: cannot access local variable 'e' where it is not associated with a value


def through(n):
    for i in range(3):
        try:
            if n == 0:
                continue
            if n == 1:
                break
            if n == 2:
                return "returned"
        finally:
            print("finally", i)
    return "end"


print(through(0), through(1), through(2))
# expect: finally 0
# expect: finally 1
# expect: finally 2
# expect: finally 0
# expect: finally 0
# expect: end end returned


def reraise():
    try:
        raise ValueError("first")
    except ValueError:
        raise


try:
    reraise()
except ValueError as e:
    print("reraised", e)
# expect: reraised first


def return_value():
    x = 1
    try:
        return x
    finally:
        x = 2


print(return_value())  # expect: 1


def else_raises():
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise ValueError("from else")
    finally:
        print("cleanup")


try:
    else_raises()
except ValueError as e:
    print(e)
# expect: cleanup
# expect: from else


class MyError(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise MyError(7)
except ValueError as e:
    print(e, e.code, e.args, repr(e), isinstance(e, Exception))
# expect: code 7 7 ('code 7',) MyError('code 7') True
try:
    try:
        raise TypeError("t")
    except ValueError:
        print("never")
except TypeError as e:
    print("passed on", e)
# expect: passed on t
for bad in (lambda: fail(5), lambda: fail(int), lambda: fail("text")):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
try:
    raise
except RuntimeError as e:
    print(e)
# expect: No active exception to reraise
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as e:
    print(e)
# expect: catching classes that do not inherit from BaseException is not allowed
kinds = (OSError, (LookupError,))
try:
    {}["k"]
except kinds[1]:
    print("tuple from an expression")
# expect: tuple from an expression
try:
    raise BaseException("base")
except Exception:
    print("never")
except BaseException as e:
    print(repr(e))
# expect: BaseException('base')


def generator():
    try:
        yield 1
        raise ValueError("gen")
    except ValueError as e:
        yield str(e)
    finally:
        yield "last"


print(list(generator()))  # expect: [1, 'gen', 'last']
