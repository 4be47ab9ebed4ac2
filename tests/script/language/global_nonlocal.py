# global and nonlocal, unbound locals, class scopes, globals().
counter = 0


def bump():
    global counter
    counter += 1
    return counter


bump()
bump()
print(counter)  # expect: 2


def create():
    global made_here, also_here
    made_here = "made"
    also_here = made_here + "!"


create()
print(made_here, also_here)  # expect: made made!


def unbound():
    try:
        print(counter)
    except UnboundLocalError as e:
        print(e)
    counter = 5


unbound()  # expect: cannot access local variable 'counter' where it is not associated with a value


def outer():
    x = 1

    def inner():
        nonlocal x
        x += 1

        def innermost():
            nonlocal x
            x *= 10

        innermost()

    inner()
    return x


print(outer())  # expect: 20


def mixed():
    counter = "local"

    def inner():
        global counter
        counter = 100
        return counter

    return inner(), counter


print(mixed(), counter)  # expect: (100, 'local') 100


class Scoped:
    global from_class
    from_class = "class body"
    value = counter


print(from_class, Scoped.value)  # expect: class body 100
globals()["dynamic"] = 42
print(dynamic, "dynamic" in globals())  # expect: 42 True


def loc(a, b=2):
    c = 3
    return sorted(locals().items())


print(loc(1))  # expect: [('a', 1), ('b', 2), ('c', 3)]
x = "module"


def reads_then():
    def use():
        return x

    return use()


print(reads_then())  # expect: module
print = print
for i in range(2):
    pass
print(i)  # expect: 1
try:
    undefined_name
except NameError as e:
    print(e)
# expect: name 'undefined_name' is not defined
len = lambda x: "shadowed"
print(len([]))  # expect: shadowed
del len
print(len([]))  # expect: 0
