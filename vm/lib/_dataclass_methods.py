"""The methods that are written for a dataclass: a part of dataclasses.

They are made from source text, one exec() for a class; tracebacks show them as "<string>".
"""

import sys
from _thread import get_ident

from _dataclass_annotations import _annotation_text
from _dataclass_fields import MISSING
from _dataclass_fields import _FACTORY, _INITVAR, _POST_INIT

__name__ = "dataclasses"  # where its classes say they are from


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was to be changed."""


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
