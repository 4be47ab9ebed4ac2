"""References that do not keep their objects alive, and containers of such references (PEP 205)."""

import _collections_abc
import itertools

from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    _remove_dead_weakref,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _weakrefset import WeakSet

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = [
    "ref",
    "proxy",
    "getweakrefcount",
    "getweakrefs",
    "WeakKeyDictionary",
    "ReferenceType",
    "ProxyType",
    "CallableProxyType",
    "ProxyTypes",
    "WeakValueDictionary",
    "WeakSet",
    "WeakMethod",
    "finalize",
]

_collections_abc.MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and function do."""

    __slots__ = "_function", "_method_type", "_alive", "__weakref__"

    def __new__(cls, method, callback=None):
        try:
            obj = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(method)}"
            ) from None

        def ended(_):
            # The object or the function is gone: say so once.
            self = own()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, ended)
        self._function = ref(function, ended)
        self._method_type = type(method)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        function = self._function()
        if obj is None or function is None:
            return None
        return self._method_type(function, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key under which a dictionary has it."""

    __slots__ = ("key",)

    def __new__(cls, obj, callback, key):
        self = ref.__new__(cls, obj, callback)
        self.key = key
        return self

    def __init__(self, obj, callback, key):
        super().__init__(obj, callback)


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping whose entries go when nothing else refers to their values."""

    def __init__(self, other=(), /, **kwargs):
        own = ref(self)

        def remove(wr):
            mapping = own()
            if mapping is not None:
                _remove_dead_weakref(mapping.data, wr.key)

        self._remove = remove
        self.data = {}
        self.update(other, **kwargs)

    def _wrap(self, key, value):
        return KeyedRef(value, self._remove, key)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = self._wrap(key, value)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        wr = self.data.get(key)
        return wr is not None and wr() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __iter__(self):
        for key, _ in self.items():
            yield key

    def keys(self):
        """Iterate over the keys."""
        return iter(self)

    def values(self):
        """Iterate over the values."""
        for _, value in self.items():
            yield value

    def items(self):
        """Iterate over (key, value) pairs."""
        # A copy, so that entries may go meanwhile.
        for key, wr in self.data.copy().items():
            value = wr()
            if value is not None:
                yield key, value

    def valuerefs(self):
        """Return a list of the weak references to the values."""
        return list(self.data.values())

    def itervaluerefs(self):
        """Iterate over the weak references to the values."""
        yield from self.valuerefs()

    def get(self, key, default=None):
        """Return the value for the key, or the default."""
        wr = self.data.get(key)
        value = wr() if wr is not None else None
        return default if value is None else value

    def setdefault(self, key, default=None):
        """Return the value for the key; if there is none, the default goes in."""
        while True:
            wr = self.data.setdefault(key, self._wrap(key, default))
            value = wr()
            if value is not None:
                return value
            _remove_dead_weakref(self.data, key)

    def pop(self, key, *args):
        """Remove the key and return its value, or the default if one is given."""
        wr = self.data.pop(key, None)
        value = wr() if wr is not None else None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        """Remove and return a (key, value) pair."""
        while True:
            key, wr = self.data.popitem()
            value = wr()
            if value is not None:
                return key, value

    def clear(self):
        """Remove all entries."""
        self.data.clear()

    def update(self, other=None, /, **kwargs):
        """Take over the entries of a mapping or of an iterable of pairs."""
        for key, value in dict(() if other is None else other, **kwargs).items():
            self[key] = value

    def copy(self):
        """Return a new dictionary with the same entries."""
        new = WeakValueDictionary()
        new.update(self)
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping whose entries go when nothing else refers to their keys."""

    def __init__(self, dict=None):
        own = ref(self)

        def remove(wr):
            mapping = own()
            if mapping is not None:
                mapping.data.pop(wr, None)

        self._remove = remove
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            wanted = ref(key)
        except TypeError:
            return False
        return wanted in self.data

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __iter__(self):
        for key, _ in self.items():
            yield key

    def keys(self):
        """Iterate over the keys."""
        return iter(self)

    def values(self):
        """Iterate over the values."""
        for _, value in self.items():
            yield value

    def items(self):
        """Iterate over (key, value) pairs."""
        # A copy, so that entries may go meanwhile.
        for wr, value in self.data.copy().items():
            key = wr()
            if key is not None:
                yield key, value

    def keyrefs(self):
        """Return a list of the weak references to the keys."""
        return list(self.data)

    def get(self, key, default=None):
        """Return the value for the key, or the default."""
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        """Return the value for the key; if there is none, the default goes in."""
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        """Remove the key and return its value, or the default if one is given."""
        return self.data.pop(ref(key), *args)

    def popitem(self):
        """Remove and return a (key, value) pair."""
        while True:
            wr, value = self.data.popitem()
            key = wr()
            if key is not None:
                return key, value

    def update(self, dict=None, /, **kwargs):
        """Take over the entries of a mapping or of an iterable of pairs."""
        if dict is not None:
            pairs = dict.items() if hasattr(dict, "items") else dict
            for key, value in pairs:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        """Return a new dictionary with the same entries."""
        new = WeakKeyDictionary()
        new.update(self)
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class finalize:
    """A function to be called when an object is destroyed, at the latest at the end of the program.

    The finalizer stays alive by itself until it is called or detached.
    """

    __slots__ = ()

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    _registry = {}
    _shutdown = False  # the program ends: nothing is called any more
    _index_iter = itertools.count()
    _registered_with_atexit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_with_atexit:
            import atexit

            atexit.register(finalize._call_all)
            finalize._registered_with_atexit = True
        info = finalize._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = next(finalize._index_iter)
        finalize._registry[self] = info

    def __call__(self, _=None):
        """Call the function and return its result, the first time; None afterwards."""
        info = finalize._registry.pop(self, None)
        if info is not None and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        """Give up an alive finalizer and return (obj, func, args, kwargs); None for a dead one."""
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and finalize._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        """Return (obj, func, args, kwargs) of an alive finalizer; None for a dead one."""
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        """Has the function not been called yet?"""
        return self in finalize._registry

    @property
    def atexit(self):
        """Is the function to be called at the end of the program?"""
        info = finalize._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = finalize._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (
            f"<{type(self).__name__} object at {id(self):#x}; "
            f"for {type(obj).__name__!r} at {id(obj):#x}>"
        )

    @classmethod
    def _call_all(cls):
        """At the end of the program: the youngest first, those that they make included."""
        while True:
            due = [(f, i) for f, i in list(cls._registry.items()) if i.atexit]
            if not due:
                finalize._shutdown = True
                return
            finalizer, _ = max(due, key=lambda entry: entry[1].index)
            try:
                finalizer()
            except Exception:
                import sys

                sys.excepthook(*sys.exc_info())
