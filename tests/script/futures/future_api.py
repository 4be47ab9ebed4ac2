# concurrent.futures.Future: states, callbacks, errors.
from concurrent.futures import CancelledError, Future, InvalidStateError, TimeoutError
import concurrent.futures


def error(function, *args, **keywords):
    try:
        print("no error:", function(*args, **keywords))
    except Exception as e:
        print(f"{type(e).__name__}: {clean(str(e))}")


def clean(text):
    before, at, rest = text.partition(" at 0x")
    return before + " at 0x..." + rest[rest.index(" "):] if at else text


def show(future):
    print(clean(repr(future)), future.running(), future.done(), future.cancelled())


f = Future()
show(f)  # expect: <Future at 0x... state=pending> False False False
print(f.set_running_or_notify_cancel(), f.cancel())  # expect: True False
show(f)  # expect: <Future at 0x... state=running> True False False
error(f.result, timeout=0.01)  # expect: TimeoutError: 
error(f.exception, 0)  # expect: TimeoutError: 
f.add_done_callback(lambda future: print("called back with", future.result()))
f.set_result(42)  # expect: called back with 42
show(f)  # expect: <Future at 0x... state=finished returned int> False True False
print(f.result(), f.exception(), f.cancel())  # expect: 42 None False
f.add_done_callback(lambda future: print("called at once", future is f))  # expect: called at once True
error(f.set_result, 43)
# expect: InvalidStateError: FINISHED: <Future at 0x... state=finished returned int>
error(f.set_exception, ValueError())
# expect: InvalidStateError: FINISHED: <Future at 0x... state=finished returned int>

f = Future()
f.set_exception(KeyError("k"))
show(f)  # expect: <Future at 0x... state=finished raised KeyError> False True False
error(f.result)  # expect: KeyError: 'k'
print(repr(f.exception()))  # expect: KeyError('k')

f = Future()
f.add_done_callback(lambda future: print("cancelled:", future.cancelled()))
print(f.cancel(), f.cancel())
# expect: cancelled: True
# expect: True True
show(f)  # expect: <Future at 0x... state=cancelled> False True True
error(f.result)  # expect: CancelledError: 
error(f.exception)  # expect: CancelledError: 
print(f.set_running_or_notify_cancel(), f._state)  # expect: False CANCELLED_AND_NOTIFIED
error(f.set_result, 1)
# expect: InvalidStateError: CANCELLED_AND_NOTIFIED: <Future at 0x... state=cancelled>
show(f)  # expect: <Future at 0x... state=cancelled> False True True
print(issubclass(CancelledError, concurrent.futures._base.Error), TimeoutError is __import__("builtins").TimeoutError)
# expect: True True
print(issubclass(CancelledError, Exception), InvalidStateError.__module__, Future.__module__)
# expect: True concurrent.futures._base concurrent.futures._base


class Own(Future):
    pass


show(Own())  # expect: <Own at 0x... state=pending> False False False
f = Own()
f.set_result(f)
show(f)  # expect: <Own at 0x... state=finished returned Own> False True False
