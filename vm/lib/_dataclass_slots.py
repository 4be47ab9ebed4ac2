"""Dataclasses with __slots__: a part of dataclasses."""

from _dataclass_annotations import _function_type
from _dataclass_fields import fields
from _dataclass_fields import _FIELDS

__name__ = "dataclasses"  # where its classes say they are from


def _get_state(self):
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self, state):
    for one, value in zip(fields(self), state):
        object.__setattr__(self, one.name, value)


def _slot_names(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return
    if isinstance(slots, str):
        yield slots
    else:
        yield from slots


def _with_slots(cls, frozen, weakref_slot, data):
    """The class again, with __slots__."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    inherited = {name for base in cls.__mro__[1:-1] for name in _slot_names(base)}
    own = [one for one in data if one.name not in inherited]
    names = [one.name for one in own]
    if weakref_slot and "__weakref__" not in inherited:
        names.append("__weakref__")
    if any(one.doc is not None for one in own):
        namespace["__slots__"] = {
            name: getattr(namespace[_FIELDS].get(name), "doc", None) for name in names}
    else:
        namespace["__slots__"] = tuple(names)
    for one in data:
        namespace.pop(one.name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        if "__getstate__" not in namespace:
            made.__getstate__ = _get_state
        if "__setstate__" not in namespace:
            made.__setstate__ = _set_state
    _renew_class_cells(made, cls)
    return made


def _renew_class_cells(made, old):
    """super() and __class__ in the methods shall mean the new class."""
    for value in made.__dict__.values():
        if isinstance(value, (classmethod, staticmethod)):
            functions = [value.__func__]
        elif isinstance(value, property):
            functions = [value.fget, value.fset, value.fdel]
        else:
            functions = [value]
        for function in functions:
            function = getattr(function, "__wrapped__", function)
            if not isinstance(function, _function_type) or function.__closure__ is None:
                continue
            for name, cell in zip(function.__code__.co_freevars, function.__closure__):
                if name in ("__class__", "__dataclass_cls__"):
                    try:
                        if cell.cell_contents is old:
                            cell.cell_contents = made
                    except ValueError:
                        pass
