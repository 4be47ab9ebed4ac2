"""Tools that work on functions and other callables."""

from _functools import Placeholder, cmp_to_key, partial, reduce
from _functools import _lru_cache_wrapper
from types import GenericAlias

__all__ = [
    "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "Placeholder", "cache", "cached_property", "cmp_to_key",
    "lru_cache", "partial", "partialmethod", "reduce", "singledispatch", "singledispatchmethod",
    "total_ordering", "update_wrapper", "wraps"]

_absent = object()

# --- wrappers

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function that it wraps, and lead to it by __wrapped__."""
    for attribute in assigned:
        try:
            value = getattr(wrapped, attribute)
        except AttributeError:
            continue
        setattr(wrapper, attribute, value)
    for attribute in updated:
        getattr(wrapper, attribute).update(getattr(wrapped, attribute, {}))
    wrapper.__wrapped__ = wrapped  # last: updating __dict__ may have brought that of `wrapped`
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator that applies update_wrapper() to the function below it."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- ordering


def _derived(name, root, combine):
    """A comparison worked out from another one, `root`."""

    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else combine(answer, self, other)

    method.__name__ = name
    return method


def _negated(answer, self, other):
    return not answer


def _or_equal(answer, self, other):
    return answer or self == other


def _and_unequal(answer, self, other):
    return answer and self != other


def _neither(answer, self, other):
    return not answer and self != other


def _not_or_equal(answer, self, other):
    return not answer or self == other


# From each comparison that a class may define, the three others.
_DERIVATIONS = {
    "__lt__": {"__gt__": _neither, "__le__": _or_equal, "__ge__": _negated},
    "__le__": {"__ge__": _not_or_equal, "__lt__": _and_unequal, "__gt__": _negated},
    "__gt__": {"__lt__": _neither, "__ge__": _or_equal, "__le__": _negated},
    "__ge__": {"__le__": _not_or_equal, "__gt__": _and_unequal, "__lt__": _negated},
}


def total_ordering(cls):
    """Fill in the comparisons that a class leaves out, from the one that it defines and __eq__."""
    defined = [name for name in ("__lt__", "__le__", "__gt__", "__ge__")
               if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = defined[0]
    for name, combine in _DERIVATIONS[root].items():
        if name not in defined:
            setattr(cls, name, _derived(name, root, combine))
    return cls


# --- partial methods


class partialmethod:
    """A method with some arguments filled in, for a class's namespace."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            made = partial(func._function, *args, **keywords)
            self.func = func.func
            args, keywords = made.args, made.keywords
        else:
            if not callable(func) and getattr(func, "__get__", None) is None:
                raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
            self.func = func
            if args and args[-1] is Placeholder:
                raise TypeError("trailing Placeholders are not allowed")
        self.args = args
        self.keywords = keywords

    @property
    def _function(self):
        return partial(self.func, *self.args, **self.keywords)

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"

    def _unbound(self):
        """A function that puts self in front of the arguments that are filled in."""
        bound = partial(self.func, Placeholder, *self.args, **self.keywords) if self.args else (
            partial(self.func, **self.keywords))

        def method(self, /, *args, **keywords):
            return bound(self, *args, **keywords)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._unbound().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# --- caches


class _CacheInfo(tuple):
    """CacheInfo(hits, misses, maxsize, currsize): what a cache has done so far."""

    __slots__ = ()
    _fields = __match_args__ = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return super().__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        return "CacheInfo(hits={}, misses={}, maxsize={}, currsize={})".format(*self)


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the results of the latest maxsize calls (None: of all).

    The arguments must be hashable. With typed, f(3) and f(3.0) are remembered apart.
    """
    if callable(maxsize) and isinstance(typed, bool):  # @lru_cache without parentheses
        return _cached(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    made = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    made.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(made, function)


def cache(user_function, /):
    """Decorator that remembers all results."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once for each instance, and kept in its __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                f"{self.attrname!r} property.") from None
        value = values.get(self.attrname, _absent)
        if value is _absent:
            value = self.func(instance)
            try:
                values[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance does not "
                    f"support item assignment for caching {self.attrname!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# --- generic functions: they need wraps()

from _functools_dispatch import singledispatch, singledispatchmethod
