# Where names live: modules, functions, classes, comprehensions, except and for targets, builtins.
x = "module"


def f():
    x = "function"

    class C:
        x = "class"
        seen = [x for _ in range(1)]
        own = x

        def m(self):
            return x

    return C.seen, C.own, C().m()


print(f())  # expect: (['function'], 'class', 'function')


def params(x, y=x):
    x += "!"
    return x, y


print(params("arg"), x)  # expect: ('arg!', 'module') module
try:
    raise ValueError("v")
except ValueError as err:
    kept = err
try:
    err
except NameError as e:
    print(e)
# expect: name 'err' is not defined
print(kept)  # expect: v
for loop_variable in range(3):
    pass
print(loop_variable)  # expect: 2
list = [1]
try:
    list("ab")
except TypeError as e:
    print(e)
# expect: 'list' object is not callable
del list
print(list("ab"))  # expect: ['a', 'b']


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e)


print(conditional(True), conditional(False))
# expect: 1 cannot access local variable 'value' where it is not associated with a value


def swap():
    a, b = 1, 2
    a, b = b, a
    return a, b


print(swap())  # expect: (2, 1)
__private = 1


class Mangled:
    __secret = "hidden"

    def get(self):
        return self.__secret

    def set(self, v):
        self.__other = v
        return self


m = Mangled().set(5)
print(m.get(), hasattr(m, "__secret"), m._Mangled__secret, m._Mangled__other, vars(m))
# expect: hidden False hidden 5 {'_Mangled__other': 5}
print([name for name in dir(Mangled) if "secret" in name])  # expect: ['_Mangled__secret']


def outer():
    def inner():
        return later

    later = "bound later"
    return inner()


print(outer(), (lambda: (lambda: x)())())  # expect: bound later module
print(f.__name__, f.__globals__ is globals(), f.__code__.co_name, params.__defaults__, f.__doc__)
# expect: f True f ('module',) None
f.attribute = 5
print(f.attribute, f.__dict__)  # expect: 5 {'attribute': 5}
