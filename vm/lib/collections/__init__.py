"""Containers beyond list, dict, set and tuple.

deque and defaultdict are native (_collections). The classes that wrap other containers (ChainMap,
UserDict, UserList, UserString) are loaded when somebody asks for them, since they need the abstract
base classes.
"""

from _collections import _count_elements, _move_to_end, _pop_first, _tuplegetter
from _collections import defaultdict, deque
from _thread import get_ident as _get_ident
from keyword import iskeyword as _iskeyword
import sys as _sys

__all__ = [
    "ChainMap",
    "Counter",
    "OrderedDict",
    "UserDict",
    "UserList",
    "UserString",
    "defaultdict",
    "deque",
    "namedtuple",
]

_WRAPPERS = {"ChainMap", "UserDict", "UserList", "UserString"}


def __getattr__(name):
    if name in _WRAPPERS:
        from collections import _wrappers

        value = globals()[name] = getattr(_wrappers, name)
        return value
    if name == "abc":
        import collections.abc

        return collections.abc
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# --- OrderedDict

_missing = object()
_being_shown = set()  # (id of the OrderedDict, thread) while its repr is made


class OrderedDict(dict):
    """A dict whose entries can be moved, and whose order counts when two of them are compared."""

    def __init__(self, other=(), /, **keywords):
        self.update(other, **keywords)

    def update(self, other=(), /, **keywords):
        """As dict.update(), through __setitem__ where a subclass has its own."""
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **keywords)
            return
        if hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def popitem(self, last=True):
        """Remove and return the last (or the first) pair of key and value."""
        if not self:
            raise KeyError("dictionary is empty")
        return dict.popitem(self) if last else _pop_first(self)

    def move_to_end(self, key, last=True):
        """Move an entry behind all others (or before them). KeyError if there is none."""
        _move_to_end(self, key, last)

    def pop(self, key, default=_missing):
        """Remove the key and return its value, or the default; without one, raise KeyError."""
        if default is _missing:
            return dict.pop(self, key)
        return dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        """Return the value of the key, which the default becomes if there is none."""
        if type(self).__setitem__ is dict.__setitem__:
            return dict.setdefault(self, key, default)
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """An OrderedDict with these keys, all with one value."""
        result = cls()
        for key in iterable:
            result[key] = value
        return result

    def __reduce__(self):
        return self.__class__, (), vars(self) or None, None, iter(self.items())

    def __eq__(self, other):
        if not isinstance(other, OrderedDict):
            return dict.__eq__(self, other)
        return dict.__eq__(self, other) and list(self) == list(other)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        mark = id(self), _get_ident()
        if mark in _being_shown:
            return "..."
        _being_shown.add(mark)
        try:
            content = dict.__repr__(self) if self else ""
        finally:
            _being_shown.discard(mark)
        return f"{self.__class__.__name__}({content})"


# --- named tuples


def _checked_names(typename, field_names, rename):
    """The names of the fields as a list of str, made valid (rename) or found to be valid."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    if rename:
        seen = set()
        for index, name in enumerate(names):
            if not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in seen:
                names[index] = f"_{index}"
            seen.add(name)
    for name in [typename, *names]:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return names


def _field_defaults(names, defaults):
    """The names of the last fields with their defaults."""
    if not defaults:
        return {}
    if len(defaults) > len(names):
        raise TypeError("Got more default values than field names")
    return dict(zip(names[len(names) - len(defaults):], defaults))


def _constructor(typename, names, defaults):
    """The __new__ of the class: a function with the fields as its parameters."""
    parameters = ", ".join(names)
    items = parameters + "," if names else ""
    namespace = {"_make": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    new = eval(f"lambda _cls, {parameters}: _make(_cls, ({items}))", namespace)
    new.__name__ = "__new__"
    new.__doc__ = f"Create new instance of {typename}({parameters})"
    if defaults is not None:
        new.__defaults__ = defaults
    return new


def _named_tuple_methods(typename, names):
    """What the methods of all named tuples have in common, bound to these names."""
    count = len(names)
    template = "(" + ", ".join(f"{name}=%r" for name in names) + ")"
    make = tuple.__new__

    @classmethod
    def _make(cls, iterable):
        result = make(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **changes):
        result = self._make([changes.pop(name, value) for name, value in zip(names, self)])
        if changes:
            raise TypeError(f"Got unexpected field names: {list(changes)!r}")
        return result

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + template % self

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(names, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    _make.__func__.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    methods = {
        "_make": _make,
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
    }
    for name, method in methods.items():
        function = getattr(method, "__func__", method)
        function.__qualname__ = f"{typename}.{function.__name__}"
    return methods


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items are attributes too.

    >>> Point = namedtuple("Point", ["x", "y"])
    >>> Point(11, y=22).x
    11
    """
    typename = str(typename)
    names = tuple(map(_sys.intern, _checked_names(typename, field_names, rename)))
    if defaults is not None:
        defaults = tuple(defaults)
    field_defaults = _field_defaults(names, defaults)
    new = _constructor(typename, names, defaults)
    new.__qualname__ = f"{typename}.__new__"

    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": field_defaults,
        "__new__": new,
        **_named_tuple_methods(typename, names),
        "__match_args__": names,
    }
    for index, name in enumerate(names):
        namespace[name] = _tuplegetter(index, _sys.intern(f"Alias for field number {index}"))
    result = type(typename, (tuple,), namespace)

    if module is None:
        module = _sys._getframe(1).f_globals.get("__name__", "__main__")
    result.__module__ = module
    return result


# --- Counter


def _count_of(pair):
    return pair[1]


class Counter(dict):
    """A dict that counts: elements are keys, and their counts values.

    >>> Counter("abracadabra").most_common(2)
    [('a', 5), ('b', 2)]
    """

    def __init__(self, iterable=None, /, **counts):
        super().__init__()
        self.update(iterable, **counts)

    def __missing__(self, key):
        """The count of what never came: 0, without an entry."""
        return 0

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n most common elements (all, if n is None) with their counts, most common first."""
        if n is None:
            return sorted(self.items(), key=_count_of, reverse=True)
        from heapq import nlargest

        return nlargest(n, self.items(), key=_count_of)

    def elements(self):
        """Each element as often as its count says; none for counts below 1."""
        for element, count in self.items():
            for _ in range(count):
                yield element

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead."
        )

    def update(self, iterable=None, /, **counts):
        """Add the counts of another mapping, of keywords, or of the elements of an iterable."""
        if iterable is not None:
            if not _is_mapping(iterable):
                _count_elements(self, iterable)
            elif self:
                for element, count in iterable.items():
                    self[element] = count + self.get(element, 0)
            else:
                super().update(iterable)
        if counts:
            self.update(counts)

    def subtract(self, iterable=None, /, **counts):
        """As update(), but counts go down; they may become zero or negative."""
        if iterable is not None:
            if _is_mapping(iterable):
                for element, count in iterable.items():
                    self[element] = self.get(element, 0) - count
            else:
                for element in iterable:
                    self[element] = self.get(element, 0) - 1
        if counts:
            self.subtract(counts)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __copy__(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, element):
        """As of dict, but no error when there is nothing to delete."""
        if element in self:
            super().__delitem__(element)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{self.__class__.__name__}({shown!r})"

    # Comparisons are those of multisets: an absent element counts 0.

    def _all(self, other, compare):
        return all(compare(self[e], other[e]) for counter in (self, other) for e in counter)

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._all(other, lambda a, b: a == b)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._all(other, lambda a, b: a <= b)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._all(other, lambda a, b: a >= b)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    # The results of arithmetic have positive counts only.

    def _combined(self, other, combine):
        result = Counter()
        for element, count in self.items():
            count = combine(count, other[element])
            if count > 0:
                result[element] = count
        for element, count in other.items():
            if element not in self:
                count = combine(0, count)
                if count > 0:
                    result[element] = count
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a if b < a else b)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a if a < b else b)

    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a + b)

    def __neg__(self):
        return Counter()._combined(self, lambda a, b: a - b)

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, other_count in other.items():
            if other_count > self[element]:
                self[element] = other_count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            other_count = other[element]
            if other_count < count:
                self[element] = other_count
        return self._keep_positive()


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    if not hasattr(value, "items"):
        return False
    from _collections_abc import Mapping

    return isinstance(value, Mapping)
