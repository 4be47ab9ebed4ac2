# Caches of functools, properties and bound calls under all threads: one answer for one question.
# modes: on off atomic
import functools
import operator

from _hammer import hammer

@functools.lru_cache(maxsize=16)
def square(n):
    return (n, n * n)


@functools.cache
def once(n):
    return (n, "once")


class Lazy:
    @functools.cached_property
    def value(self):
        return ("value", id(self))

    @property
    def number(self):
        return self._number

    @number.setter
    def number(self, value):
        self._number = ("number", value)

    def method(self, *arguments):
        return arguments


lazy = Lazy()
lazy.number = 0


def cached(me):
    for n in range(30):
        assert square(n) == (n, n * n)
        assert square(n % 7) == (n % 7, (n % 7) ** 2)
        assert once(n) == (n, "once")
    info = square.cache_info()
    assert 0 <= info.currsize <= 16 and info.maxsize == 16
    if me == 0:
        square.cache_clear()


def properties(me):
    assert lazy.value == ("value", id(lazy))
    lazy.number = me
    assert lazy.number[0] == "number"
    if me % 3 == 0:
        try:
            del lazy.value
        except AttributeError:
            pass


def bound(me):
    add = functools.partial(lazy.method, me)
    assert add(1) == (me, 1)
    assert functools.reduce(operator.add, [1, 2, me]) == 3 + me
    getter = operator.attrgetter("number", "value")
    number, value = getter(lazy)
    assert number[0] == "number" and value[0] == "value"
    assert operator.itemgetter(1)([0, me]) == me
    assert operator.methodcaller("method", me)(lazy) == (me,)
    assert sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: a - b)) == [1, 2, 3]


hammer(cached, properties, bound, cached, after=once.cache_clear)
print("ok")  # expect: ok
