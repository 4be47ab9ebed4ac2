"""Classes that are mostly data: the methods that follow from the fields are written for you.

The methods are made from source text, one exec() for a class; tracebacks show them as "<string>".
"""

import sys
from _thread import get_ident

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was to be changed."""


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
_function_type = type(lambda: None)
_generic_alias = type(list[int])


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


# --- annotations


class _ForwardRef:
    """An annotation whose name is not defined yet (such as that of the class itself)."""

    def __init__(self, text):
        self.__forward_arg__ = text

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        if not isinstance(other, _ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _ForwardRef(f"{self.__forward_arg__}.{name}")

    def __getitem__(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        return _ForwardRef(f"{self.__forward_arg__}[{', '.join(map(_annotation_text, keys))}]")

    def __or__(self, other):
        return _ForwardRef(f"{self.__forward_arg__} | {_annotation_text(other)}")

    def __ror__(self, other):
        return _ForwardRef(f"{_annotation_text(other)} | {self.__forward_arg__}")


def _annotation_text(annotation):
    """An annotation as a signature shows it."""
    if isinstance(annotation, _ForwardRef):
        return annotation.__forward_arg__
    if annotation is None or annotation is type(None):
        return "None"
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type) and not isinstance(annotation, _generic_alias):
        if annotation.__module__ in ("builtins", "__main__"):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _annotations_of(cls):
    """The class's own annotations; names not defined yet become forward references."""
    try:
        return dict(cls.__dict__.get("__annotations__") or cls.__annotations__)
    except NameError:
        return _annotations_with_forward_references(cls.__annotate__)


def _annotations_with_forward_references(annotate):
    names, code = dict(annotate.__globals__), annotate.__code__
    cells = annotate.__closure__ or ()
    closure = tuple(_bound_cell(name, cell)
                    for name, cell in zip(code.co_freevars, cells))
    while True:
        evaluate = _function_type(code, names, annotate.__name__, None, closure or None)
        try:
            return dict(evaluate(1))
        except NameError as error:
            if error.name is None or error.name in names:
                raise
            names[error.name] = _ForwardRef(error.name)


def _bound_cell(name, cell):
    """The cell, or one with a forward reference when it is empty."""
    try:
        cell.cell_contents
        return cell
    except ValueError:
        return type(cell)(_ForwardRef(name))


def _is_classvar(annotation):
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    return (annotation is typing.ClassVar
            or getattr(annotation, "__origin__", None) is typing.ClassVar)


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _leading_name(text):
    """("module", "name") or (None, "name") at the start of an annotation that is a string."""
    words, text = [], text.lstrip()
    while True:
        end = 0
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        if end == 0:
            return None
        words.append(text[:end])
        text = text[end:].lstrip()
        if not text.startswith(".") or len(words) == 2:
            break
        text = text[1:].lstrip()
    return (None, words[0]) if len(words) == 1 else (words[0], words[1])


def _names_type(annotation, cls, module, wanted):
    """Does the text of an annotation begin with the name of one of the `wanted` kind?"""
    found = _leading_name(annotation)
    if found is None:
        return False
    prefix, name = found
    own = sys.modules.get(cls.__module__)
    if own is None:
        return False
    namespace = own.__dict__
    if prefix is not None:
        target = namespace.get(prefix)
        if target is not module or module is None:
            return False
        namespace = module.__dict__
    return wanted(namespace.get(name))


# --- from annotations to fields


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


# --- the methods


class _Methods:
    """Collects the source of methods, makes them in one go and adds them to the class."""

    def __init__(self, cls):
        self.cls = cls
        self.globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules \
            else {}
        self.values = {}      # what the methods refer to: parameters of the enclosing function
        self.sources = []
        self.names = {}       # name -> (overwriting is an error, decorator or None)

    def add(self, name, parameters, body, values=None, returns=None, overwrite_error=False,
            decorator=None):
        if values:
            self.values.update(values)
        arrow = ""
        if returns is not MISSING and returns is not _NOTHING:
            key = f"__dataclass_{name}_return_type__"
            self.values[key] = returns
            arrow = f"->{key}"
        lines = "\n".join("  " + line for line in body)
        self.sources.append(f" def {name}({','.join(parameters)}){arrow}:\n{lines}")
        self.names[name] = overwrite_error, decorator

    def add_to_class(self):
        if not self.names:
            return
        text = "\n".join([
            f"def __create_fn__({','.join(self.values)}):",
            *self.sources,
            f" return {','.join(self.names)},",
        ])
        namespace = {}
        exec(text, self.globals, namespace)
        made = namespace["__create_fn__"](**self.values)
        for (name, (overwrite_error, decorator)), method in zip(self.names.items(), made):
            method.__qualname__ = f"{self.cls.__qualname__}.{name}"
            if decorator is not None:
                method = decorator(method)
            if _set_new(self.cls, name, method) and overwrite_error:
                message = f"Cannot overwrite attribute {name} in class {self.cls.__name__}"
                if isinstance(overwrite_error, str):
                    message = f"{message} {overwrite_error}"
                raise TypeError(message)


_NOTHING = object()


def _set_new(cls, name, value):
    """Sets an attribute unless the class has it; True if it had."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _recursive_repr(function):
    """A __repr__ that says "..." where an object is inside itself."""
    running = set()

    def wrapper(self):
        key = id(self), get_ident()
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)

    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(wrapper, name, getattr(function, name))
    wrapper.__wrapped__ = function
    return wrapper


def _parameter(one):
    if one.default is MISSING and one.default_factory is MISSING:
        default = ""
    elif one.default is not MISSING:
        default = f"=__dataclass_dflt_{one.name}__"
    else:
        default = "=__dataclass_HAS_DEFAULT_FACTORY__"
    return f"{one.name}:__dataclass_type_{one.name}__{default}"


def _assignment(one, frozen, values, self_name, slots):
    """The statement of __init__ that sets the field, or None."""
    default_name = f"__dataclass_dflt_{one.name}__"
    if one.default_factory is not MISSING:
        values[default_name] = one.default_factory
        value = f"{default_name}()"
        if one.init:
            value = (f"{value} if {one.name} is __dataclass_HAS_DEFAULT_FACTORY__ "
                     f"else {one.name}")
    elif one.init:
        value = one.name
        if one.default is not MISSING:
            values[default_name] = one.default
    elif slots and one.default is not MISSING:
        # The class attribute gives way to the slot.
        values[default_name] = one.default
        value = default_name
    else:
        return None
    if one._field_type is _INITVAR:
        return None
    if frozen:
        return f"__dataclass_builtins_object__.__setattr__({self_name},{one.name!r},{value})"
    return f"{self_name}.{one.name}={value}"


def _add_init(methods, found, positional, keyword, frozen, has_post_init, self_name, slots):
    seen_default = None
    for one in positional:
        if one.init:
            if not (one.default is MISSING and one.default_factory is MISSING):
                seen_default = one
            elif seen_default:
                raise TypeError(f"non-default argument {one.name!r} follows default argument "
                                f"{seen_default.name!r}")
    values = {f"__dataclass_type_{one.name}__": one.type for one in found if one.init}
    values["__dataclass_HAS_DEFAULT_FACTORY__"] = _FACTORY
    values["__dataclass_builtins_object__"] = object
    body = []
    for one in found:
        line = _assignment(one, frozen, values, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        passed = ",".join(one.name for one in found if one._field_type is _INITVAR)
        body.append(f"{self_name}.{_POST_INIT}({passed})")
    parameters = [self_name, *map(_parameter, positional)]
    if keyword:
        parameters += ["*", *map(_parameter, keyword)]
    methods.add("__init__", parameters, body or ["pass"], values, returns=None)


def _tuple_text(name, found):
    return "(" + "".join(f"{name}.{one.name}," for one in found) + ")" if found else "()"


def _add_repr(methods, found):
    shown = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in found)
    methods.add("__repr__", ["self"],
                ['return f"{self.__class__.__qualname__}(' + shown + ')"'],
                returns=_NOTHING, decorator=_recursive_repr)


def _add_eq(methods, found):
    terms = [f"self.{one.name}==other.{one.name}" for one in found]
    methods.add("__eq__", ["self", "other"], [
        "if self is other:",
        " return True",
        "if other.__class__ is self.__class__:",
        f" return {' and '.join(terms) or 'True'}",
        "return NotImplemented",
    ], returns=_NOTHING)


def _add_order(methods, found):
    left, right = _tuple_text("self", found), _tuple_text("other", found)
    for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
        methods.add(name, ["self", "other"], [
            "if other.__class__ is self.__class__:",
            f" return {left}{operator}{right}",
            "return NotImplemented",
        ], returns=_NOTHING, overwrite_error="Consider using functools.total_ordering")


def _add_frozen(methods, cls, found):
    values = {"__dataclass_cls__": cls, "__dataclass_FrozenInstanceError__": FrozenInstanceError}
    condition = "type(self) is __dataclass_cls__"
    if found:
        condition += " or name in {" + ", ".join(repr(one.name) for one in found) + "}"
    for name, parameters, verb in (("__setattr__", ["name", "value"], "assign to"),
                                   ("__delattr__", ["name"], "delete")):
        methods.add(name, ["self", *parameters], [
            f"if {condition}:",
            " raise __dataclass_FrozenInstanceError__("
            f'f"cannot {verb} field {{name!r}}")',
            f"super(__dataclass_cls__, self).{name}({','.join(parameters)})",
        ], values, returns=_NOTHING, overwrite_error=True)


def _add_hash(methods, cls, params, found):
    """__hash__: made, set to None, left alone or refused."""
    own = cls.__dict__.get("__hash__", MISSING)
    explicit = not (own is MISSING or (own is None and "__eq__" in cls.__dict__))
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or explicit:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    hashed = [one for one in found if (one.compare if one.hash is None else one.hash)]
    if "__hash__" in cls.__dict__:
        del cls.__hash__  # the None that goes with __eq__
    methods.add("__hash__", ["self"], [f"return hash({_tuple_text('self', hashed)})"],
                returns=_NOTHING)


def _signature_text(cls, positional, keyword):
    def parameter(one):
        text = f"{one.name}: {_annotation_text(one.type)}"
        if one.default is not MISSING:
            return f"{text} = {one.default!r}"
        return text if one.default_factory is MISSING else f"{text} = <factory>"

    parameters = [parameter(one) for one in positional]
    if keyword:
        parameters += ["*", *map(parameter, keyword)]
    return f"{cls.__name__}({', '.join(parameters)})"


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


# --- slots


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


# --- what users call


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: adds __init__, __repr__, __eq__ and others, after the annotations."""

    def wrap(cls):
        return _process_class(cls, _DataclassParams(
            init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot))

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(one for one in found.values() if one._field_type is _FIELD)


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
