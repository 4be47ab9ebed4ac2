# What throw() leaves as context, what yield from hands on, and who names a generator.
class Countdown:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("the value")


def delegating():
    print("result:", (yield from Countdown()))


list(delegating())  # expect: result: the value


def handling():
    try:
        raise KeyError("first")
    except KeyError:
        yield


g = handling()
next(g)
try:
    g.throw(ValueError("second"))
except ValueError as error:
    print(repr(error), repr(error.__context__))  # expect: ValueError('second') KeyError('first')


class NoException(Exception):
    def __new__(cls):
        return cls


def plain():
    yield 1
    yield 2


g = plain()
try:
    g.throw(NoException)
except TypeError as error:
    print("should have returned an instance of BaseException" in str(error))  # expect: True
print(list(g))  # expect: []

plain.__name__, plain.__qualname__ = "renamed", "Some.renamed"
g = plain()
print(g.__name__, g.__qualname__)  # expect: renamed Some.renamed


# An iterator over calls that goes to its own end while it is asked.
def spam():
    if spam.inside:
        return "stop"
    spam.inside = True
    list(spam.iterator)
    return "more"


spam.inside = False
spam.iterator = iter(spam, "stop")
print(next(spam.iterator, "ended"))  # expect: ended
