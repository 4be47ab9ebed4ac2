# Decorators: order, arguments, classes as decorators, decorated classes and methods.
log = []


def trace(name):
    log.append("make " + name)

    def decorate(f):
        log.append("apply " + name)

        def wrapper(*args, **kwargs):
            log.append("call " + name)
            return f(*args, **kwargs)

        return wrapper

    return decorate


@trace("outer")
@trace("inner")
def add(a, b):
    return a + b


print(add(1, b=2))  # expect: 3
print(log)
# expect: ['make outer', 'make inner', 'apply inner', 'apply outer', 'call outer', 'call inner']


class CountCalls:
    def __init__(self, f):
        self.f = f
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)


@CountCalls
def triple(x):
    return 3 * x


print(triple(2), triple(3), triple.calls)  # expect: 6 9 2


def add_method(cls):
    cls.hello = lambda self: "hello from " + type(self).__name__
    return cls


@add_method
class Thing:
    @staticmethod
    def static(x):
        return x + 1

    @classmethod
    def create(cls):
        return cls.__name__

    @trace("method")
    def method(self):
        return "method"


print(Thing().hello(), Thing.static(1), Thing().static(2), Thing.create(), Thing().create())
# expect: hello from Thing 2 3 Thing Thing
print(Thing().method(), log[-1])  # expect: method call method
handlers = {}


def register(key):
    return lambda f: handlers.setdefault(key, f)


@register("a")
def handle_a():
    return "handled a"


print(handlers["a"](), handle_a is handlers["a"])  # expect: handled a True
table = [lambda f: f, lambda f: 42]


@table[1]
def replaced():
    pass


print(replaced)  # expect: 42


@(lambda f: lambda *a: f(*a) * 2)
def doubled(x):
    return x


print(doubled(21))  # expect: 42
