"""What kind of object something is: a part of inspect."""

import types

__name__ = "inspect"  # where its classes say they are from

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512

_MethodDescriptor = type(str.join)
_SlotWrapper = type(object.__init__)
_NativeFunction = type(len)


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, _NativeFunction)


def ismethoddescriptor(object):
    """A descriptor without __set__ that is neither a method, a function nor a class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") and not hasattr(
        cls, "__delete__")


def isdatadescriptor(object):
    """A descriptor with __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def isroutine(object):
    """A function or method of any kind."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or isinstance(object, (_MethodDescriptor, _SlotWrapper)))


def iscode(object):
    return isinstance(object, types.CodeType)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Can it be used with await?"""
    return hasattr(type(object), "__await__")


def _has_flag(object, flag):
    while ismethod(object):
        object = object.__func__
    return isfunction(object) and bool(object.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isabstract(object):
    """A class with abstract methods?"""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def getmembers(object, predicate=None):
    """(name, value) of the attributes, by name."""
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return sorted(result, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The function behind decorators (the end of the chain of __wrapped__)."""
    first, seen = func, {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen.add(id(func))
    return func
