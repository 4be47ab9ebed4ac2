# Placeholder: a place that partial() leaves to the call (3.14).
# needs-python: 3.14
from functools import Placeholder as _, partial, partialmethod


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def show(*args, **kwargs):
    return args, kwargs


middle = partial(show, _, 2, _, 4)
print(middle(1, 3), middle(1, 3, 5), middle(1, 3, k=1), middle.args)
# expect: ((1, 2, 3, 4), {}) ((1, 2, 3, 4, 5), {}) ((1, 2, 3, 4), {'k': 1}) (Placeholder, 2, Placeholder, 4)
attempt(middle, 1)
# expect: TypeError: missing positional arguments in 'partial' call; expected at least 2, got 1
further = partial(middle, "a")
print(further.args, further("b"), partial(middle, _, "c").args, partial(middle, "x", "y", "z").args)
# expect: ('a', 2, Placeholder, 4) (('a', 2, 'b', 4), {}) (Placeholder, 2, 'c', 4) ('x', 2, 'y', 4, 'z')
attempt(partial, show, 1, _)
# expect: TypeError: trailing Placeholders are not allowed
attempt(partial, show, k=_)
# expect: TypeError: Placeholder cannot be passed as a keyword argument
print(_, type(_).__name__, type(_)() is _, partial(str.replace, _, "-", " ")("a-b"))
# expect: Placeholder _PlaceholderType True a b


class Text:
    def __init__(self, value):
        self.value = value

    def join(self, before, after):
        return before + self.value + after

    bracketed = partialmethod(join, "<", ">")
    ended = partialmethod(join, _, "!")
    as_is = partial(join, before="(", after=")")


print(Text("x").bracketed(), Text("x").ended("?"), Text("x").as_is())
# expect: <x> ?x! (x)
attempt(partialmethod, 3)
# expect: TypeError: the first argument 3 must be a callable or a descriptor
adder = partial(max, 1)
adder.note = "kept"
adder.__dict__ = {"other": 2}
print(vars(adder))
# expect: {'other': 2}
attempt(lambda: adder.__delattr__("__dict__"))
# expect: TypeError: cannot delete __dict__
