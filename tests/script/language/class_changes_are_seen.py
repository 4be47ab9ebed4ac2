# What a class says may be remembered between lookups, never longer than it is true.
# needs-python: 3.13


class Base:
    pass


class Middle(Base):
    pass


class Leaf(Middle):
    pass


leaf = Leaf()


def probe():
    return getattr(leaf, "word", "absent")


def in_context():
    try:
        with leaf:
            return "entered"
    except TypeError:
        return "no context manager"


def steps(read):
    yield read()
    yield read()


print(*steps(probe))  # expect: absent absent
Base.word = "base"
print(*steps(probe))  # expect: base base
Middle.word = "middle"
print(*steps(probe))  # expect: middle middle
Leaf.word = "leaf"
print(*steps(probe))  # expect: leaf leaf
del Leaf.word, Middle.word
print(*steps(probe))  # expect: base base
del Base.word
print(*steps(probe))  # expect: absent absent

print(*steps(in_context), sep=", ")  # expect: no context manager, no context manager
Base.__enter__ = lambda self: self
Base.__exit__ = lambda self, *details: False
print(*steps(in_context))  # expect: entered entered
del Base.__exit__
print(*steps(in_context), sep=", ")  # expect: no context manager, no context manager


class Other:
    word = "other"


Middle.__bases__ = (Other,)
print(*steps(probe))  # expect: other other


# A class made while a lookup on its base is remembered, and a base that changes after.
class Late(Other):
    pass


late = Late()
print(late.word)  # expect: other
Other.word = "changed"
print(late.word, leaf.word)  # expect: changed changed

# Attributes of the class that its metaclass computes.
print(Late.__doc__, late.__doc__)  # expect: None None
Late.__doc__ = "late"
print(Late.__doc__, late.__doc__)  # expect: late late
Late.__module__ = "elsewhere"
print(Late.__module__, late.__module__)  # expect: elsewhere elsewhere


# The replaced value is still whole while its finalizer looks the attribute up.
class Watcher:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "goes,", Holder.watched.name, "is there")


class Holder:
    watched = Watcher("first")


Holder().watched, Holder.watched
Holder.watched = Watcher("second")  # expect: first goes, second is there
print(Holder().watched.name)  # expect: second
Watcher.__del__ = lambda self: None
