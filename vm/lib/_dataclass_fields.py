"""The fields of a dataclass, found in its annotations: a part of dataclasses."""

import sys

from _dataclass_annotations import (
    _ForwardRef, _annotations_of, _generic_alias, _is_classvar, _names_type)

__name__ = "dataclasses"  # where its classes say they are from


class _HAS_DEFAULT_FACTORY_CLASS:
    """The default of parameters whose field has a default_factory."""

    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"

_read_only = type(type.__dict__)
_no_metadata = _read_only({})


class _Kind:
    """Whether a field is a field or looks like one."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_INITVAR = _Kind("_FIELD_INITVAR")


class InitVar:
    """Annotation of a parameter of __init__ that is passed to __post_init__ only."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, _generic_alias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What a dataclass knows of a field; made by field()."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only,
                 doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _no_metadata if metadata is None else _read_only(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        return ("Field("
                f"name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},"
                f"repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},"
                f"metadata={self.metadata!r},kw_only={self.kw_only!r},doc={self.doc!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        """The field stands in the class body where its default belongs: pass the name on."""
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(_generic_alias)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING, doc=None):
    """More about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


class _DataclassParams:
    """The arguments of the decorator."""

    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only",
                 "slots", "weakref_slot")

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __repr__(self):
        return "_DataclassParams(" + ",".join(
            f"{name}={getattr(self, name)!r}" for name in self.__slots__) + ")"


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(one for one in found.values() if one._field_type is _FIELD)


def _get_field(cls, name, annotation, kw_only_default):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        found = default
    else:
        if isinstance(default, type(_DataclassParams.init)):  # a slot of the class
            default = MISSING
        found = field(default=default)
    found.name = name
    found.type = annotation
    found._field_type = _kind_of(cls, annotation)
    if found._field_type in (_CLASSVAR, _INITVAR) and found.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if found._field_type in (_FIELD, _INITVAR):
        if found.kw_only is MISSING:
            found.kw_only = kw_only_default
    elif found.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if found._field_type is _FIELD and found.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(found.default)} for field {name} is not "
                         "allowed: use default_factory")
    return found


def _kind_of(cls, annotation):
    if isinstance(annotation, _ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        if _names_type(annotation, cls, sys.modules.get("typing"), _is_classvar):
            return _CLASSVAR
        if _names_type(annotation, cls, sys.modules[__name__], _is_initvar):
            return _INITVAR
        return _FIELD
    if _is_classvar(annotation):
        return _CLASSVAR
    return _INITVAR if _is_initvar(annotation) else _FIELD


def _own_fields(cls, kw_only):
    """The fields that the class itself annotates."""
    found, kw_only_seen = [], False
    annotations = _annotations_of(cls)
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or (isinstance(annotation, str) and _names_type(
                annotation, cls, sys.modules[__name__], lambda a: a is KW_ONLY)):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = kw_only = True
        else:
            found.append(_get_field(cls, name, annotation, kw_only))
    for one in found:
        if isinstance(getattr(cls, one.name, None), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _collect_fields(cls, frozen, kw_only):
    """All fields by name: those of the bases, then the class's own."""
    found = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        found.update(base_fields)
        if _FIELDS in base.__dict__:
            frozen_bases.append(getattr(base, _PARAMS).frozen)
    for one in _own_fields(cls, kw_only):
        found[one.name] = one
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not all(frozen_bases) and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found
