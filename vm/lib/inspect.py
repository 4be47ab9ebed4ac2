"""Asking live objects about themselves: kinds, signatures, source, the call stack."""

import enum
import linecache
import sys
import types
from collections import namedtuple
from keyword import iskeyword

from _traceback import source_lines as _source_lines

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512

_MethodDescriptor = type(str.join)
_SlotWrapper = type(object.__init__)
_NativeFunction = type(len)


# --- kinds of objects


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, _NativeFunction)


def ismethoddescriptor(object):
    """A descriptor without __set__ that is neither a method, a function nor a class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") and not hasattr(
        cls, "__delete__")


def isdatadescriptor(object):
    """A descriptor with __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def isroutine(object):
    """A function or method of any kind."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or isinstance(object, (_MethodDescriptor, _SlotWrapper)))


def iscode(object):
    return isinstance(object, types.CodeType)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Can it be used with await?"""
    return hasattr(type(object), "__await__")


def _has_flag(object, flag):
    while ismethod(object):
        object = object.__func__
    return isfunction(object) and bool(object.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isabstract(object):
    """A class with abstract methods?"""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def getmembers(object, predicate=None):
    """(name, value) of the attributes, by name."""
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return sorted(result, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The function behind decorators (the end of the chain of __wrapped__)."""
    first, seen = func, {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen.add(id(func))
    return func


# --- documentation and source


def cleandoc(doc):
    """A docstring without the indentation of its place in the source."""
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" "), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The docstring of an object, for a method maybe that of a base's."""
    doc = getattr(object, "__doc__", None)
    if doc is None and (ismethod(object) or isfunction(object)):
        name = object.__name__
        owner = type(object.__self__) if ismethod(object) else None
        for base in owner.__mro__ if owner else ():
            doc = getattr(base.__dict__.get(name), "__doc__", None)
            if doc is not None:
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    """The module that an object was made in, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    return None


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        return object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        return object.f_code
    return object if iscode(object) else None


def getfile(object):
    """The file that an object was made in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    code = _code_of(object)
    if code is None:
        raise TypeError("module, class, method, function, traceback, frame, or code object was "
                        "expected, got {}".format(type(object).__name__))
    return code.co_filename


def getsourcefile(object):
    """The file with the source of an object."""
    return getfile(object)


def getsourcelines(object):
    """(lines of its source, number of the first)"""
    object = unwrap(object)
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            first = object.__firstlineno__
        except AttributeError:
            raise OSError("source code not available") from None
    else:
        code = _code_of(object)
        if code.co_name == "<module>":
            return lines, 0
        first = code.co_firstlineno
    if first > len(lines):
        raise OSError("lineno is out of bounds")
    return getblock(lines[first - 1:]), first


def getsource(object):
    """Its source."""
    return "".join(getsourcelines(object)[0])


class _LineScanner:
    """Knows where logical lines end: outside of brackets and texts, without a backslash."""

    def __init__(self):
        self.depth = 0
        self.quote = None

    def feed(self, line):
        """Takes a line; True when a logical line ends with it."""
        at, line = 0, line.rstrip("\n")
        while at < len(line):
            c = line[at]
            if self.quote:
                if c == "\\":
                    at += 1
                elif line.startswith(self.quote, at):
                    at += len(self.quote) - 1
                    self.quote = None
            elif c == "#":
                break
            elif c in "\"'":
                self.quote = c * 3 if line.startswith(c * 3, at) else c
                at += len(self.quote) - 1
            elif c in "([{":
                self.depth += 1
            elif c in ")]}":
                self.depth -= 1
            elif c == "\\" and at == len(line) - 1:
                return False
            at += 1
        if self.quote and len(self.quote) == 1 and not line.endswith("\\"):
            self.quote = None
        return self.depth == 0 and self.quote is None


def getblock(lines):
    """The lines of the block of code that begins with the first of them."""
    scanner, margin, end, starts = _LineScanner(), None, 0, True
    in_body = False
    for i, line in enumerate(lines):
        text = line.strip()
        if starts and (not text or text.startswith("#")):
            continue
        if starts:
            indent = len(line) - len(line.lstrip())
            if margin is None:
                margin = indent
            elif in_body and indent <= margin:
                break
            if text.startswith(("def ", "class ", "async ")) and indent == margin:
                in_body = True
            elif not text.startswith("@") and not in_body:
                in_body = True  # a lambda in a statement: no more than that
        starts = scanner.feed(line)
        end = i + 1
    return lines[:end]


# --- the call stack

_Traceback = namedtuple("Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("FrameInfo", ("frame",) + _Traceback._fields)


class Traceback(_Traceback):
    """A place in the source: file name, line, function, lines around it, which of them."""

    positions = None


class FrameInfo(_FrameInfo):
    """A Traceback with its frame."""

    positions = None


def getframeinfo(frame, context=1):
    """The place of a frame or of a traceback's entry."""
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        if not isframe(frame):
            raise TypeError("{!r} is not a frame or traceback object".format(frame))
        lineno = frame.f_lineno
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        start = max(lineno - context // 2, 1)
        found = _source_lines(filename, start, start + context - 1)
        if found:
            lines, index = [line + "\n" for line in found], lineno - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    """FrameInfo of a frame and its callers."""
    result = []
    while frame:
        result.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """FrameInfo of the entries of a traceback."""
    result = []
    while tb:
        result.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """FrameInfo of the caller and those above."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo of the frames between here and where the exception being handled was raised."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)


# --- signatures


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


# --- generators

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def getgeneratorstate(generator):
    """What a generator is doing."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED
