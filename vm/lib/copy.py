"""Shallow and deep copies of any object.

A shallow copy is a new object that refers to the same parts; a deep copy has copies of the parts too. A
class has its own way with __copy__() and __deepcopy__(memo), or takes part in the one of pickling with
__reduce_ex__() and its relatives.
"""

import types
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error

# Objects that are their own copies.
_ATOMIC = {
    types.NoneType, int, float, bool, complex, bytes, str, types.EllipsisType, types.NotImplementedType,
    types.FunctionType, types.BuiltinFunctionType, types.CodeType, type, range, property}
_SHALLOW_ATOMIC = _ATOMIC | {tuple, frozenset, slice, super}
_CONTAINERS = {list, dict, set, bytearray}


def copy(x):
    """A shallow copy of x."""
    cls = type(x)
    if cls in _SHALLOW_ATOMIC:
        return x
    if cls in _CONTAINERS:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    parts = _reduce(cls, x)
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    """A deep copy of x; memo has the copies that were made before, by the id of the original."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    else:
        known = memo.get(id(x), _nil)
        if known is not _nil:
            return known
    copier = _DEEP_COPIERS.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        made = x
    elif (method := getattr(x, "__deepcopy__", None)) is not None:
        made = method(memo)
    else:
        parts = _reduce(cls, x)
        made = x if isinstance(parts, str) else _reconstruct(x, memo, *parts)
    if made is not x:
        memo[id(x)] = made
        _keep_alive(x, memo)
    return made


def _reduce(cls, x):
    """What x is made of, as __reduce_ex__() says."""
    reduction = dispatch_table.get(cls)
    if reduction is not None:
        return reduction(x)
    reduction = getattr(x, "__reduce_ex__", None)
    if reduction is not None:
        return reduction(4)
    reduction = getattr(x, "__reduce__", None)
    if reduction is None:
        raise Error(f"un(deep)copyable object of type {cls}")
    return reduction()


def _keep_alive(x, memo):
    """Originals live as long as the memo, so that no other object gets their id."""
    memo.setdefault(id(memo), []).append(x)


def _deepcopy_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # the tuple is part of itself, through an item
        return memo[id(x)]
    if all(old is new for old, new in zip(x, items)):
        return x
    return tuple(items)


def _deepcopy_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP_COPIERS = {
    list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
    types.MethodType: _deepcopy_method}


def _reconstruct(x, memo, function, args, state=None, items=None, pairs=None, set_state=None):
    """The object that __reduce_ex__() describes; with a memo its parts are copied too."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = function(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if set_state is not None:
            set_state(made, state)
        else:
            _set_state(made, state)
    for item in items or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        made[key] = value
    return made


def _set_state(made, state):
    """Give an object its attributes, in the form that object.__getstate__() has."""
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(made, name, value)


def replace(obj, /, **changes):
    """A copy of obj with other values for some of its fields."""
    cls = obj.__class__
    method = getattr(cls, "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return method(obj, **changes)
