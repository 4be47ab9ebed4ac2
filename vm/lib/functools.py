"""Tools that work on functions and other callables."""

from _functools import Placeholder, cmp_to_key, partial, reduce
from _functools import _lru_cache_wrapper
from abc import get_cache_token
from _thread import RLock
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


# --- generic functions


def _merged(orders):
    """One order out of several, none of which it contradicts (C3)."""
    result = []
    while orders := [order for order in orders if order]:
        for order in orders:
            first = order[0]
            if not any(first in other[1:] for other in orders):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(first)
        orders = [order[1:] if order[0] is first else order for order in orders]
    return result


def _linearised(cls, abstract):
    """The method resolution order that a class would have if it derived from the `abstract` classes
    that it is registered with, or that recognise it."""
    own = [base for base in abstract
           if issubclass(cls, base) and not any(issubclass(b, base) for b in cls.__bases__)]
    others = [base for base in abstract if base not in own]
    # The classes that are meant to come right behind the last abstract one that is named.
    named = [i + 1 for i, base in enumerate(cls.__bases__) if hasattr(base, "__abstractmethods__")]
    place = named[-1] if named else 0
    parents = [*cls.__bases__[:place], *own, *cls.__bases__[place:]]
    return _merged([[cls], *(_linearised(parent, others) for parent in parents), parents])


def _with_abstract_bases(cls, types):
    """The method resolution order of a class with the virtual bases among `types`."""
    def is_virtual(base):
        return (base not in cls.__mro__ and hasattr(base, "__mro__")
                and not isinstance(base, GenericAlias) and issubclass(cls, base))

    candidates = [base for base in types if is_virtual(base)]
    # What another candidate derives from comes with that one.
    candidates = [base for base in candidates
                  if not any(other is not base and base in other.__mro__ for other in candidates)]
    wanted = []
    for base in candidates:
        between = [[parent for parent in child.__mro__ if parent in types]
                   for child in base.__subclasses__()
                   if child not in cls.__mro__ and issubclass(cls, child)]
        between.sort(key=len, reverse=True)
        for parent in [parent for chain in between for parent in chain] or [base]:
            if parent not in wanted:
                wanted.append(parent)
    return _linearised(cls, wanted)


def _find_implementation(cls, registry):
    """The implementation for the nearest class."""
    match = None
    for candidate in _with_abstract_bases(cls, registry.keys()):
        if match is not None:
            # Two abstract classes that have nothing to do with each other: nobody can tell.
            if (candidate in registry and candidate not in cls.__mro__
                    and match not in cls.__mro__ and not issubclass(match, candidate)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _is_union(cls):
    from typing import Union, get_origin
    return get_origin(cls) is Union


def _is_dispatch_type(cls):
    if isinstance(cls, type) and not isinstance(cls, GenericAlias):
        return True
    if not _is_union(cls):
        return False
    return all(isinstance(member, type) and not isinstance(member, GenericAlias)
               for member in cls.__args__)


def _annotated_type(func):
    """The class that the annotation of a function's first parameter names."""
    from typing import get_type_hints
    if not getattr(func, "__annotations__", {}):
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either "
                        "`@register(some_class)` or plain `@register` on an annotated function.")
    name, cls = next(iter(get_type_hints(func).items()))
    if _is_dispatch_type(cls):
        return cls
    if _is_union(cls):
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")


def singledispatch(func):
    """Make a generic function: which implementation is called depends on the first argument's class."""
    from types import MappingProxyType
    registry = {}
    found = {}  # answers of dispatch(), good for one token
    token = None
    lock = RLock()

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal token
        if token is not None and token != get_cache_token():
            with lock:
                found.clear()
                token = get_cache_token()
        try:
            return found[cls]
        except KeyError:
            implementation = registry.get(cls) or _find_implementation(cls, registry)
            found[cls] = implementation
            return implementation

    def register(cls, func=None):
        """Add an implementation for a class; also a decorator."""
        nonlocal token
        if _is_dispatch_type(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func = cls
            cls = _annotated_type(func)
        with lock:
            for member in cls.__args__ if _is_union(cls) else (cls,):
                registry[member] = func
            if token is None and hasattr(cls, "__abstractmethods__"):
                token = get_cache_token()
            found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """The same for methods: the class of the first argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class; also a decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _SingleDispatchMethod(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        name = getattr(self.func, "__qualname__", getattr(self.func, "__name__", "?"))
        return f"<single dispatch method descriptor {name}>"


class _SingleDispatchMethod:
    """A generic method of an object."""

    def __init__(self, generic, obj, cls):
        self._generic = generic
        self._obj = obj
        self._cls = cls
        for attribute in ("__module__", "__doc__"):
            try:
                setattr(self, attribute, getattr(generic.func, attribute))
            except AttributeError:
                pass

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._generic.func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{name} requires at least 1 positional argument")
        method = self._generic.dispatcher.dispatch(args[0].__class__)
        if hasattr(method, "__get__"):
            method = method.__get__(self._obj, self._cls)
        return method(*args, **kwargs)

    def __getattr__(self, name):
        if name not in ("__name__", "__qualname__", "__isabstractmethod__", "__annotations__",
                        "__type_params__"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self._generic.func, name)

    @property
    def __wrapped__(self):
        return self._generic.func

    @property
    def register(self):
        return self._generic.register

    def __repr__(self):
        name = getattr(self, "__qualname__", getattr(self, "__name__", "?"))
        if self._obj is None:
            return f"<single dispatch method {name}>"
        return f"<bound single dispatch method {name} of {self._obj!r}>"
