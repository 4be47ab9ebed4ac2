"""Generic functions: functools.singledispatch and singledispatchmethod."""

from abc import get_cache_token
from functools import update_wrapper
from _thread import RLock
from types import GenericAlias, MappingProxyType

__name__ = "functools"  # where they say they are from


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
    parents = [list(cls.__bases__[:place]), own, list(cls.__bases__[place:])]
    orders = [_linearised(parent, others) for group in parents for parent in group]
    return _merged([[cls], *orders, *parents])


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
        between = [[parent for parent in child.__mro__ if parent in candidates]
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
