"""Classes that are mostly data: the methods that follow from the fields are written for you.

Annotations are read in _dataclass_annotations, fields found in _dataclass_fields, methods written
in _dataclass_methods, classes made again with slots in _dataclass_slots.
"""

import sys

from _dataclass_fields import Field, InitVar, KW_ONLY, MISSING, field, fields
from _dataclass_fields import (
    _CLASSVAR, _DataclassParams, _FIELD, _FIELDS, _INITVAR, _PARAMS, _POST_INIT, _collect_fields)
from _dataclass_methods import FrozenInstanceError
from _dataclass_methods import (
    _Methods, _add_eq, _add_frozen, _add_hash, _add_init, _add_order, _add_repr, _set_new,
    _signature_text)
from _dataclass_slots import _with_slots

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


def _process_class(cls, params):
    found = _collect_fields(cls, params.frozen, params.kw_only)
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, params)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    everything = list(found.values())
    data = [one for one in everything if one._field_type is _FIELD]
    in_init = [one for one in everything
               if one.init and one._field_type in (_FIELD, _INITVAR)]
    positional = [one for one in in_init if not one.kw_only]
    keyword = [one for one in in_init if one.kw_only]
    compared = [one for one in data if one.compare]
    methods = _Methods(cls)
    if params.init:
        _add_init(methods,
                  [one for one in everything if one._field_type in (_FIELD, _INITVAR)],
                  positional, keyword, params.frozen, hasattr(cls, _POST_INIT),
                  "__dataclass_self__" if "self" in found else "self", params.slots)
    _set_new(cls, "__replace__", _replace)
    if params.repr:
        _add_repr(methods, [one for one in data if one.repr])
    if params.eq:
        _add_eq(methods, compared)
    if params.order:
        _add_order(methods, compared)
    if params.frozen:
        _add_frozen(methods, cls, data)
    _add_hash(methods, cls, params, data)
    methods.add_to_class()
    if not getattr(cls, "__doc__"):
        cls.__doc__ = _signature_text(cls, positional, keyword) if params.init \
            else cls.__name__ + "()"
    if params.match_args:
        _set_new(cls, "__match_args__", tuple(one.name for one in positional))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params.frozen, params.weakref_slot, data)
    if getattr(cls, "__abstractmethods__", None):
        import abc
        abc.update_abstractmethods(cls)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: adds __init__, __repr__, __eq__ and others, after the annotations."""

    def wrap(cls):
        return _process_class(cls, _DataclassParams(
            init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot))

    return wrap if cls is None else wrap(cls)


def is_dataclass(obj):
    """Is it a dataclass or an instance of one?"""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


_ATOMS = frozenset({type(None), bool, int, float, str, complex, bytes, type(Ellipsis),
                    type(NotImplemented), type(len), type(lambda: 0), type, range, property})


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, with those of dataclasses inside."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of an instance as a tuple, with those of dataclasses inside."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _convert(obj, combine):
    """A copy with combine(pairs of name and value) in place of each dataclass."""
    kind = type(obj)
    if kind in _ATOMS:
        return obj
    if hasattr(kind, _FIELDS):
        pairs = [(one.name, _convert(getattr(obj, one.name), combine))
                 for one in fields(obj)]
        return combine(pairs)
    if kind is list or kind is tuple:
        return kind([_convert(item, combine) for item in obj])
    if issubclass(kind, tuple):
        items = [_convert(item, combine) for item in obj]
        return kind(*items) if hasattr(kind, "_fields") else kind(items)
    if issubclass(kind, list):
        return kind(_convert(item, combine) for item in obj)
    if issubclass(kind, dict):
        pairs = [(_convert(key, combine), _convert(value, combine))
                 for key, value in obj.items()]
        if not hasattr(kind, "default_factory"):
            return kind(pairs)
        result = kind(getattr(obj, "default_factory"))
        result.update(pairs)
        return result
    import copy
    return copy.deepcopy(obj)


def _check_name(name, seen):
    import keyword
    if not isinstance(name, str) or not name.isidentifier():
        raise TypeError(f"Field names must be valid identifiers: {name!r}")
    if keyword.iskeyword(name):
        raise TypeError(f"Field names must not be keywords: {name!r}")
    if name in seen:
        raise TypeError(f"Field name duplicated: {name!r}")


def _metaclass_of(bases):
    chosen = type
    for base in bases:
        if issubclass(type(base), chosen):
            chosen = type(base)
    return chosen


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False, module=None, decorator=dataclass):
    """A new dataclass with these fields: names, (name, type) or (name, type, field)."""
    body, annotations = dict(namespace or {}), {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        _check_name(name, annotations)
        annotations[name] = annotation
    metaclass = _metaclass_of(bases)
    prepared = metaclass.__prepare__(cls_name, bases)
    prepared.update(body)
    prepared["__annotations__"] = annotations
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            module = None
    if module is not None:
        prepared["__module__"] = module
    cls = metaclass(cls_name, bases, prepared)
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object like this one, but for some fields."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for one in getattr(self, _FIELDS).values():
        if one._field_type is _CLASSVAR:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be "
                                "specified with replace()")
            continue
        if one.name not in changes:
            if one._field_type is _INITVAR and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)
