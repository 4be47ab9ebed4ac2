# What subclasses of Thread use: _target, _args, _kwargs; what an uninitialised Thread says.
import threading


def error(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except (Exception, AssertionError) as e:
        return f"{type(e).__name__}: {e}"


class Returning(threading.Thread):
    """Keeps what its target returned."""

    def run(self):
        self.result = None
        if self._target is not None:
            self.result = self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        super().join(timeout)
        return self.result


t = Returning(target=lambda a, b=1: a + b, args=(3,), kwargs={"b": 4})
t.start()
print(t.join(), hasattr(t, "_target"))  # expect: 7 True
t = Returning()
t.start()
print(t.join(), t._target, t._args, t._kwargs)  # expect: None None () {}
t = threading.Thread(target=print, args=("printed",), kwargs={"end": "!\n"})
print(t._args, t._kwargs, t._target is print)  # expect: ('printed',) {'end': '!\n'} True
t._args = ("changed",)
t.start()  # expect: changed!
t.join()
print(error(lambda: t._target))  # expect: AttributeError: 'Thread' object has no attribute '_target'
print(error(lambda: t._args), hasattr(t, "_kwargs"))
# expect: AttributeError: 'Thread' object has no attribute '_args' False
t = threading.Thread()
t._kwargs["x"] = 1
print(t._kwargs)  # expect: {'x': 1}
print(threading.Thread(name="").name, threading.Thread(name=5).name)  # expect: Thread-5 5


class Forgetful(threading.Thread):
    def __init__(self):
        pass


f = Forgetful()
print(error(f.start))  # expect: RuntimeError: thread.__init__() not called
print(error(f.join))  # expect: RuntimeError: Thread.__init__() not called
print(error(f.is_alive))  # expect: AssertionError: Thread.__init__() not called
print(error(lambda: f.name))  # expect: AssertionError: Thread.__init__() not called
print(error(lambda: f.ident))  # expect: AssertionError: Thread.__init__() not called
print(error(lambda: f.daemon))  # expect: AssertionError: Thread.__init__() not called
print(error(repr, f))  # expect: AssertionError: Thread.__init__() was not called
print(error(setattr, f, "daemon", True))  # expect: RuntimeError: Thread.__init__() not called
t = threading.Thread(target=lambda: None)
t.start()
t.join()
print(error(setattr, t, "daemon", True))  # expect: RuntimeError: cannot set daemon status of active thread
print(error(t.join, "soon").split(":")[0], t.join(-1), t.join(0))  # expect: TypeError None None
print(error(t.join, 1e12))  # expect: OverflowError: timestamp out of range for platform time_t
print(error(t.join, float("nan")))  # expect: ValueError: Invalid value NaN (not a number)
# needs-python: 3.13
print(threading.stack_size(), threading.stack_size(1 << 20), threading.stack_size(), threading.stack_size())
# expect: 0 0 1048576 0
print(error(threading.stack_size, -1), error(threading.stack_size, 1), sep=" | ")
# expect: ValueError: size must be 0 or a positive value | ValueError: size not valid: 1 bytes
threading.stack_size(1 << 21)


def deep(n):
    return n and 1 + deep(n - 1)


t = Returning(target=deep, args=(500,))
t.start()
print(t.join(), t.native_id > 0, t.ident > 0)  # expect: 500 True True
