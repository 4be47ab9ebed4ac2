"""NamedTuple and TypedDict: a part of typing."""

import sys

from _typing_forms import Generic, NotRequired, ReadOnly, Required, _AnnotatedAlias, _GenericAlias
from _typing_variables import _type_check

__name__ = "typing"  # where its classes say they are from


def _own_annotations(namespace):
    """The annotations in the namespace of a class statement."""
    if "__annotations__" in namespace:
        return namespace["__annotations__"]
    annotate = namespace.get("__annotate__") or namespace.get("__annotate_func__")
    return annotate(1) if annotate is not None else {}


def _caller_module():
    return sys._getframe(2).f_globals.get("__name__", "__main__")


# --- NamedTuple

_PROHIBITED = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source"})
_NOT_COPIED = frozenset({
    "__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__",
    "__classdictcell__", "__qualname__", "__dict__", "__static_attributes__", "__firstlineno__"})


def _make_named_tuple(name, fields, module, defaults=()):
    from collections import namedtuple
    types = {field: _type_check(tp, f"field {field} annotation must be a type")
             for field, tp in fields}
    made = namedtuple(name, types, defaults=defaults, module=module)
    made.__annotations__ = types
    made.__new__.__annotations__ = dict(types)
    return made


class NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        fields = _own_annotations(namespace)
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default "
                                f"field{plural} {', '.join(defaults)}")
        made = _make_named_tuple(name, fields.items(), namespace["__module__"],
                                 [namespace[field] for field in defaults])
        made.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _NOT_COPIED or key in made._fields:
                continue
            setattr(made, key, value)
            set_name = getattr(type(value), "__set_name__", None)
            if set_name is not None:
                set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def NamedTuple(typename, fields, /):
    """A named tuple whose fields have types: NamedTuple("P", [("x", int)]), or class P(NamedTuple)."""
    made = _make_named_tuple(typename, fields, _caller_module())
    made.__orig_bases__ = (NamedTuple,)
    return made


def _named_tuple_entries(bases):
    assert NamedTuple in bases
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries

# --- TypedDict


def _qualifiers(tp):
    """The Required, NotRequired and ReadOnly around a type."""
    found = set()
    while isinstance(tp, _GenericAlias):
        if isinstance(tp, _AnnotatedAlias):
            tp = tp.__origin__
        elif tp.__origin__ in (Required, NotRequired, ReadOnly):
            found.add(tp.__origin__)
            tp, = tp.__args__
        else:
            break
    return found


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base "
                                "class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        own = _own_annotations(namespace)
        body = {key: value for key, value in namespace.items()
                if key not in ("__annotate__", "__annotate_func__", "__annotations__")}
        made = type.__new__(mcls, name, (*generic, dict), body)
        made.__name__ = name
        if "__orig_bases__" not in namespace:
            made.__orig_bases__ = bases
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        annotations, required, optional, read_only = {}, set(), set(), set()
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}) if base is not Generic else {})
            required |= getattr(base, "__required_keys__", frozenset())
            optional |= getattr(base, "__optional_keys__", frozenset())
            read_only |= getattr(base, "__readonly_keys__", frozenset())
        for key, tp in own.items():
            tp = _type_check(tp, message, module=made.__module__, allow_special_forms=True)
            annotations[key] = tp
            kinds = _qualifiers(tp)
            needed = Required in kinds or (total and NotRequired not in kinds)
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly in kinds:
                read_only.add(key)
            else:
                read_only.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(read_only)
        made.__mutable_keys__ = frozenset(annotations.keys() - read_only)
        made.__total__ = total
        return made

    __call__ = dict  # calling the class makes a plain dict

    def __init__(cls, *args, **kwargs):
        pass

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


def TypedDict(typename, fields, /, *, total=True):
    """A dict with these keys and types: TypedDict("P", {"x": int}), or class P(TypedDict)."""
    namespace = {"__annotations__": dict(fields), "__module__": _caller_module()}
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


def _typed_dict_entries(bases):
    return (_TypedDict,)


TypedDict.__mro_entries__ = _typed_dict_entries


def is_typeddict(tp):
    """Is it a class made with TypedDict?"""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict
