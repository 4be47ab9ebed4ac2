# Cells: shared, late-bound, written with nonlocal, alive after their function.
def make_counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def read():
        return count

    return step, read


step, read = make_counter()
step()
step(5)
print(read(), step(), read())  # expect: 6 7 7
other, _ = make_counter(100)
print(other(), read())  # expect: 101 7

late = [lambda: i for i in range(3)]
print([f() for f in late])  # expect: [2, 2, 2]
bound = [lambda i=i: i for i in range(3)]
print([f() for f in bound])  # expect: [0, 1, 2]


def outer():
    x = "outer"

    def middle():
        def inner():
            return x

        return inner

    x = "changed"
    return middle()


print(outer()())  # expect: changed


def parameter_cell(n):
    def add(m):
        return n + m

    n *= 2
    return add


print(parameter_cell(5)(1))  # expect: 11


def unset():
    def use():
        return later

    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return use()


print(unset())
# expect: NameError cannot access free variable 'later' where it is not associated with a value in enclosing scope
# expect: 1


def deleted():
    x = 1

    def use():
        return x

    del x
    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)


deleted()
# expect: NameError cannot access free variable 'x' where it is not associated with a value in enclosing scope


def counter_in_comprehension():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    return [add(n) for n in range(5)], total


print(counter_in_comprehension())  # expect: ([0, 1, 3, 6, 10], 10)


class WithCell:
    factor = 10

    def method(self):
        return __class__.__name__

    scaled = [n for n in range(3)]


print(WithCell().method(), WithCell.scaled)  # expect: WithCell [0, 1, 2]
print(step.__closure__ is not None, len(step.__closure__), step.__code__.co_freevars)
# expect: True 1 ('count',)
print(step.__closure__[0].cell_contents)  # expect: 7


def recursive(n):
    def go(k):
        return 1 if k == 0 else k * go(k - 1)

    return go(n)


print(recursive(10))  # expect: 3628800
x = "global"


def shadow():
    x = "local"

    class C:
        y = x
        x = "class"

        def read(self):
            return x

    return C.y, C.x, C().read()


print(shadow())  # expect: ('global', 'class', 'local')
