"""The parameters that a call takes: a part of inspect."""

import enum
import sys
import types
from keyword import iskeyword

from _inspect_kinds import (
    CO_VARARGS, CO_VARKEYWORDS, isclass, isfunction, ismethod, isroutine, unwrap)

__name__ = "inspect"  # where its classes say they are from


class _empty:
    """Stands for a default or an annotation that is not there."""


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as text."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY, _POSITIONAL, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


class Parameter:
    """A parameter of a function: name, kind, default, annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(
                f"{self._kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if (iskeyword(name) and self._kind is not _POSITIONAL_ONLY) or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_empty, kind=_empty, annotation=_empty, default=_empty):
        """A parameter that differs in some respect."""
        return type(self)(
            self._name if name is _empty else name,
            self._kind if kind is _empty else kind,
            default=self._default if default is _empty else default,
            annotation=self._annotation if annotation is _empty else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            equals = " = " if self._annotation is not _empty else "="
            text = f"{text}{equals}{self._default!r}"
        stars = {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}
        return stars.get(self._kind, "") + text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind
                and self._default == other._default and self._annotation == other._annotation)


class BoundArguments:
    """Which argument goes to which parameter."""

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs, by_name = {}, False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Fill in the defaults of what was not passed."""
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                filled[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        args = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({args})>"


class Signature:
    """The parameters of a function and what it returns."""

    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        by_name, last_kind, seen_default = {}, _POSITIONAL_ONLY, False
        for one in parameters or ():
            if one.kind < last_kind:
                raise ValueError(
                    "wrong parameter order: {} parameter before {} parameter".format(
                        last_kind.description, one.kind.description))
            last_kind = one.kind
            if one.kind in (_POSITIONAL_ONLY, _POSITIONAL):
                if one.default is not _empty:
                    seen_default = True
                elif seen_default:
                    raise ValueError("non-default argument follows default argument")
            if one.name in by_name:
                raise ValueError("duplicate parameter name: {!r}".format(one.name))
            by_name[one.name] = one
        self._parameters = types.MappingProxyType(by_name)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False):
        """The signature of a callable."""
        return _signature(obj, follow_wrapped)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        """A signature that differs in some respect."""
        return type(self)(
            self._parameters.values() if parameters is _empty else parameters,
            return_annotation=self._return_annotation if return_annotation is _empty
            else return_annotation)

    def bind(self, /, *args, **kwargs):
        """BoundArguments; TypeError if the arguments do not fit."""
        return self._bind(args, kwargs, partial=False)

    def bind_partial(self, /, *args, **kwargs):
        """bind() that lets required arguments be left out."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, partial):
        arguments, rest = {}, list(args)
        kwargs = dict(kwargs)
        extra_name, seen_star = None, False
        for name, one in self._parameters.items():
            if one.kind is _VAR_KEYWORD:
                extra_name = name
            elif one.kind is _VAR_POSITIONAL:
                seen_star = True
                if rest:
                    arguments[name] = tuple(rest)
                    rest = []
            elif rest and one.kind is not _KEYWORD_ONLY:
                if name in kwargs and one.kind is not _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif one.kind is not _POSITIONAL_ONLY and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif one.default is _empty and not partial:
                if rest:
                    raise TypeError("too many positional arguments")
                kind = " keyword-only" if one.kind is _KEYWORD_ONLY and not seen_star else ""
                raise TypeError(f"missing a required{kind} argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            if extra_name is None:
                raise TypeError(
                    f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[extra_name] = kwargs
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (dict(self._parameters) == dict(other._parameters)
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The signature as source text."""
        parts, slash, star = [], False, True
        for one in self._parameters.values():
            if one.kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if one.kind is _VAR_POSITIONAL:
                star = False
            elif one.kind is _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(str(one))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text


def _function_signature(function):
    code = function.__code__
    names, annotations = code.co_varnames, function.__annotations__
    defaults = function.__defaults__ or ()
    kw_defaults = function.__kwdefaults__ or {}
    count = code.co_argcount

    def parameter(name, kind, default=_empty):
        return Parameter(name, kind, default=default,
                         annotation=annotations.get(name, _empty))

    result = []
    for i, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL
        at = i - (count - len(defaults))
        result.append(parameter(name, kind, defaults[at] if at >= 0 else _empty))
    after = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        result.append(parameter(names[after], _VAR_POSITIONAL))
    for name in names[count:after]:
        result.append(parameter(name, _KEYWORD_ONLY, kw_defaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        after += bool(code.co_flags & CO_VARARGS)
        result.append(parameter(names[after], _VAR_KEYWORD))
    return Signature(result, return_annotation=annotations.get("return", _empty))


def _without_first(found):
    """The signature of a bound method."""
    parameters = list(found.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return found.replace(parameters=parameters)


def _partial_signature(partial, follow_wrapped):
    found = _signature(partial.func, follow_wrapped)
    bound = found.bind_partial(*partial.args, **partial.keywords)
    result, by_keyword = [], False
    for name, one in found.parameters.items():
        if name in partial.keywords and one.kind is not _POSITIONAL_ONLY:
            if one.kind is _POSITIONAL:
                by_keyword = True
            one = one.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name])
        elif name in bound.arguments and one.kind in (_POSITIONAL_ONLY, _POSITIONAL):
            continue
        elif by_keyword and one.kind is _POSITIONAL:
            one = one.replace(kind=_KEYWORD_ONLY)
        elif by_keyword and one.kind is _VAR_POSITIONAL:
            continue
        result.append(one)
    return found.replace(parameters=result)


def _class_signature(cls, follow_wrapped):
    for name in ("__new__", "__init__"):
        for base in cls.__mro__[:-1]:
            method = base.__dict__.get(name)
            if isinstance(method, staticmethod):
                method = method.__func__
            if isfunction(method):
                return _without_first(_signature(method, follow_wrapped)).replace(
                    return_annotation=_signature(method, follow_wrapped).return_annotation)
    if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
        return Signature()
    raise ValueError(f"no signature found for builtin type {cls!r}")


def _signature(obj, follow_wrapped=True):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(_signature(obj.__func__, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, "__signature__") or ismethod(one))
        if ismethod(obj):
            return _signature(obj)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if isfunction(obj):
        return _function_signature(obj)
    functools = sys.modules.get("functools")
    if functools is not None and isinstance(obj, functools.partial):
        return _partial_signature(obj, follow_wrapped)
    if isclass(obj):
        return _class_signature(obj, follow_wrapped)
    if isroutine(obj):
        raise ValueError(f"no signature found for builtin {obj!r}")
    method = getattr(type(obj), "__call__", None)
    if isfunction(method):
        return _without_first(_signature(method, follow_wrapped))
    raise ValueError(f"callable {obj!r} is not supported by signature")


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)
