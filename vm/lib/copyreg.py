"""How objects are taken apart, for copies and pickles, and put together again."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Say how instances of a class are reduced."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that an object can be called to make instances."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def _reduce_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, _reduce_complex, complex)


def _make_union(*members):
    union = members[0]
    for member in members[1:]:
        union = union | member
    return union


pickle(type(int | str), lambda union: (_make_union, union.__args__))
pickle(type(list[int]), lambda alias: (type(alias), (alias.__origin__, alias.__args__)))


# --- what makes the instances


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """The same for classes that have __getnewargs_ex__."""
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    """An instance of a class, with the value of its built-in base (protocols 0 and 1)."""
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


# --- object.__reduce_ex__, object.__reduce__ and object.__getstate__

# Built-in classes whose instances are made from a plain value of the class.
_VALUES = (int, float, complex, str, bytes, tuple)
# Those whose instances are made empty and filled afterwards.
_EMPTY = (object, list, dict, type(__import__("sys").implementation))
# Those whose instances are made from the list of their items.
_COLLECTIONS = (set, frozenset, bytearray)


def _reduce_object(obj, base, protocol):
    """Function, arguments, state, items and pairs; `base`: the built-in class behind the object."""
    cls = type(obj)
    if base is type(_Method().method):
        return getattr, (obj.__self__, obj.__func__.__name__)
    if base in _COLLECTIONS:
        return cls, (list(obj),), getattr(obj, "__dict__", None) or None
    if protocol < 2:
        return _reduce_ex(obj, base)
    function, args = _new_call(obj, cls, base)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return function, args, obj.__getstate__(), items, pairs


class _Method:
    def method(self):
        pass


def _new_call(obj, cls, base):
    """The call of __new__() that makes an object like this one."""
    extended = getattr(obj, "__getnewargs_ex__", None)
    if extended is not None:
        args, kwargs = extended()
        return __newobj_ex__, (cls, args, kwargs)
    plain = getattr(obj, "__getnewargs__", None)
    if plain is not None:
        args = plain()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
        return __newobj__, (cls, *args)
    if base in _VALUES:
        return __newobj__, (cls, base(obj))
    if base not in _EMPTY:
        raise TypeError(f"cannot pickle {_full_name(cls)!r} object")
    return __newobj__, (cls,)


def _full_name(cls):
    """The name of a class in a message: native ones with their module."""
    if cls.__module__ in ("builtins", "__main__") or cls.__flags__ & 1:
        return cls.__name__
    return f"{cls.__module__}.{cls.__qualname__}"


def _reduce_ex(obj, base):
    """The reduction of protocols 0 and 1."""
    cls = type(obj)
    if base is object or base in (list, dict):
        state = base(obj) if base is not object else None
    elif base in _VALUES:
        state = base(obj)
    else:
        raise TypeError(f"cannot pickle {_full_name(cls)!r} object")
    values = obj.__getstate__()
    args = (cls, base, state)
    return (_reconstructor, args, values) if values else (_reconstructor, args)


def _slotnames(cls):
    """The names of the __slots__ of a class and its bases, as they are stored."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                if stripped:
                    name = f"_{stripped}{name}"
            names.append(name)
    return names


def _state_of(obj):
    """The __dict__ of an object, and the values of its slots if there are any."""
    values = getattr(obj, "__dict__", None)
    state = dict(values) if values else None
    slots = {}
    for name in _slotnames(type(obj)):
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


# --- extension codes


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Register a short number for a global, for pickles."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take back an add_extension() with the same arguments."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
