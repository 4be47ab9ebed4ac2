# Stars in assignments, calls, displays and returns.
a, *b = [1, 2, 3]
print(a, b)  # expect: 1 [2, 3]
*a, b = "xyz"
print(a, b)  # expect: ['x', 'y'] z
a, *b, c = (1, 2)
print(a, b, c)  # expect: 1 [] 2
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)  # expect: 1 2 [3, 4] 5
[a, *b], c = "ab", 3
print(a, b, c)  # expect: a ['b'] 3
for first, *rest in [(1, 2, 3), "ab", [9]]:
    print(first, rest)
# expect: 1 [2, 3]
# expect: a ['b']
# expect: 9 []
print([*range(3), *"ab"], (*[1], *(2,)), {*[1, 2], *[2, 3]}, {**{"a": 1}, "b": 2, **{"a": 3}})
# expect: [0, 1, 2, 'a', 'b'] (1, 2) {1, 2, 3} {'a': 3, 'b': 2}


def show(*args, **kwargs):
    return args, kwargs


print(show(*[1, 2], 3, *"ab", x=1, **{"y": 2}, **{"z": 3}))
# expect: ((1, 2, 3, 'a', 'b'), {'x': 1, 'y': 2, 'z': 3})


def tail():
    rest = [2, 3]
    return 1, *rest


print(tail())  # expect: (1, 2, 3)
t = *[1, 2], 3
print(t)  # expect: (1, 2, 3)
x = y = [0]
x.append(1)
print(y)  # expect: [0, 1]
a = b, c = 1, 2
print(a, b, c)  # expect: (1, 2) 1 2
i = 0
i, values = 1, [10, 20]
values[i], i = "set", 0
print(values, i)  # expect: [10, 'set'] 0
a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
a, b, c = c, a, b
print(a, b, c)  # expect: 2 2 1
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
# expect: not enough values to unpack (expected at least 2, got 1)
try:
    a, b, c = "ab"
except ValueError as e:
    print(e)
# expect: not enough values to unpack (expected 3, got 2)
() = []
[] = ()
(a,) = [7]
print(a)  # expect: 7
try:
    show(**{"a": 1}, **{"a": 2})
except TypeError as e:
    print(e)
# expect: __main__.show() got multiple values for keyword argument 'a'
try:
    show(**{1: 2})
except TypeError as e:
    print(e)
# expect: keywords must be strings
for bad in (lambda: [*5], lambda: {**5}, lambda: show(*None), lambda: {*3}):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: Value after * must be an iterable, not int
# expect: 'int' object is not a mapping
# expect: __main__.show() argument after * must be an iterable, not NoneType
# expect: 'int' object is not iterable


class Attr:
    pass


o = Attr()
o.x, *o.rest = 1, 2, 3
print(o.x, o.rest)  # expect: 1 [2, 3]
