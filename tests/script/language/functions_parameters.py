# Every kind of parameter, and what a wrong call says.
def plain(a, b):
    return (a, b)


def defaults(a, b=2, c=3):
    return (a, b, c)


def star(a, *rest):
    return (a, rest)


def keywords(a, **named):
    return (a, named)


def keyword_only(a, *, b, c=3):
    return (a, b, c)


def positional_only(a, b=2, /, c=3):
    return (a, b, c)


def everything(a, b=2, /, c=3, *args, d, e=5, **kw):
    return (a, b, c, args, d, e, kw)


print(plain(1, 2), plain(b=1, a=2))  # expect: (1, 2) (2, 1)
print(defaults(1), defaults(1, c=5), defaults(*[1, 2], **{"c": 9}))
# expect: (1, 2, 3) (1, 2, 5) (1, 2, 9)
print(star(1), star(1, 2, 3))  # expect: (1, ()) (1, (2, 3))
print(keywords(1), keywords(1, x=2, y=3), keywords(a=1, self=2))
# expect: (1, {}) (1, {'x': 2, 'y': 3}) (1, {'self': 2})
print(keyword_only(1, b=2), keyword_only(1, c=0, b=2))  # expect: (1, 2, 3) (1, 2, 0)
print(positional_only(1), positional_only(1, 5), positional_only(1, 5, 6), positional_only(1, c=7))
# expect: (1, 2, 3) (1, 5, 3) (1, 5, 6) (1, 2, 7)
print(everything(1, d=4), everything(1, 2, 3, 4, 5, d=6, a=7, z=8))
# expect: (1, 2, 3, (), 4, 5, {}) (1, 2, 3, (4, 5), 6, 5, {'a': 7, 'z': 8})


def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print(e)


attempt(lambda: plain(1))  # expect: plain() missing 1 required positional argument: 'b'
attempt(lambda: plain())  # expect: plain() missing 2 required positional arguments: 'a' and 'b'
attempt(lambda: plain(1, 2, 3))  # expect: plain() takes 2 positional arguments but 3 were given
attempt(lambda: plain(1, 2, c=3))  # expect: plain() got an unexpected keyword argument 'c'
attempt(lambda: plain(1, a=2))  # expect: plain() got multiple values for argument 'a'
attempt(lambda: defaults())  # expect: defaults() missing 1 required positional argument: 'a'
attempt(lambda: defaults(1, 2, 3, 4))
# expect: defaults() takes from 1 to 3 positional arguments but 4 were given
attempt(lambda: star())  # expect: star() missing 1 required positional argument: 'a'
attempt(lambda: keyword_only(1))
# expect: keyword_only() missing 1 required keyword-only argument: 'b'
attempt(lambda: keyword_only(1, 2))
# expect: keyword_only() takes 1 positional argument but 2 were given
attempt(lambda: keyword_only(1, 2, b=3))
# expect: keyword_only() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given
attempt(lambda: positional_only(b=1, a=2))
# expect: positional_only() got some positional-only arguments passed as keyword arguments: 'a, b'
attempt(lambda: positional_only())
# expect: positional_only() missing 1 required positional argument: 'a'
attempt(lambda: everything(1))  # expect: everything() missing 1 required keyword-only argument: 'd'
attempt(lambda: plain(*[1], **{"b": 2}))  # expect: (1, 2)
attempt(lambda: plain(*5))  # expect: __main__.plain() argument after * must be an iterable, not int
attempt(lambda: plain(**5))  # expect: __main__.plain() argument after ** must be a mapping, not int
attempt(lambda: plain(1, 2, **{"a": 1}))  # expect: plain() got multiple values for argument 'a'
attempt(lambda: defaults(1, **{"b": 1}, **{"b": 2}))
# expect: __main__.defaults() got multiple values for keyword argument 'b'


# Defaults are evaluated once, where the function is defined.
def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, []))  # expect: [1, 2] [1, 2] [3]
base = 10


def late(x=base):
    return x


base = 20
print(late(), late.__defaults__, keyword_only.__kwdefaults__)  # expect: 10 (10,) {'c': 3}
print(everything.__name__, everything.__qualname__, everything.__module__)
# expect: everything everything __main__


def annotated(a: int, b: "str" = "x", *args: float, c: list = None, **kw: dict) -> tuple:
    """Doc of annotated."""
    return (a, b)


print(annotated.__annotations__ == {
    "a": int, "b": "str", "args": float, "c": list, "kw": dict, "return": tuple})
# expect: True
print(annotated.__doc__, plain.__doc__)  # expect: Doc of annotated. None
square = lambda x, *, scale=1: x * x * scale
print(square(3), square(3, scale=2), square.__name__, (lambda: None)())
# expect: 9 18 <lambda> None
print((lambda *a, **k: (a, k))(1, 2, x=3))  # expect: ((1, 2), {'x': 3})
order = []


def note(x):
    order.append(x)
    return x


plain(note("a"), b=note("b"))
defaults(*[note("c")], note("d"), **{"c": note("e")})
print(order)  # expect: ['a', 'b', 'c', 'd', 'e']
