"""Names for annotations (PEP 484 and its successors).

Type variables and their substitution stand in _typing_variables, special forms and aliases in
_typing_forms, protocols in _typing_protocols, NamedTuple and TypedDict in _typing_records.
"""

import _collections_abc as abc_classes
import contextlib
import functools
import sys
import types
from abc import abstractmethod
from types import FunctionType, GenericAlias, MethodType, NoneType

from _typing_variables import (
    ForwardRef, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar,
    TypeVarTuple)
from _typing_variables import (
    _collect_parameters, _convert, _intrinsic_alias, _intrinsic_default, _intrinsic_generic,
    _intrinsic_paramspec, _intrinsic_typevar, _intrinsic_typevartuple, _substituted_args, _type_check)
from _typing_forms import (
    Annotated, Any, ClassVar, Concatenate, Final, Generic, Literal, LiteralString, Never, NoReturn,
    NotRequired, Optional, ReadOnly, Required, Self, TypeAlias, TypeGuard, TypeIs, Unpack)
from _typing_forms import (
    _AnnotatedAlias, _BaseGenericAlias, _CallableType, _ConcatenateGenericAlias, _GenericAlias,
    _SpecialForm, _SpecialGenericAlias, _TupleType, _type_repr, _union_members)

Union = types.UnionType
TYPE_CHECKING = False
Text = str

# --- aliases of classes

Hashable = _SpecialGenericAlias(abc_classes.Hashable, 0)
Awaitable = _SpecialGenericAlias(abc_classes.Awaitable, 1)
Coroutine = _SpecialGenericAlias(abc_classes.Coroutine, 3)
AsyncIterable = _SpecialGenericAlias(abc_classes.AsyncIterable, 1)
AsyncIterator = _SpecialGenericAlias(abc_classes.AsyncIterator, 1)
Iterable = _SpecialGenericAlias(abc_classes.Iterable, 1)
Iterator = _SpecialGenericAlias(abc_classes.Iterator, 1)
Reversible = _SpecialGenericAlias(abc_classes.Reversible, 1)
Sized = _SpecialGenericAlias(abc_classes.Sized, 0)
Container = _SpecialGenericAlias(abc_classes.Container, 1)
Collection = _SpecialGenericAlias(abc_classes.Collection, 1)
Callable = _CallableType(abc_classes.Callable, 2)
AbstractSet = _SpecialGenericAlias(abc_classes.Set, 1, name="AbstractSet")
MutableSet = _SpecialGenericAlias(abc_classes.MutableSet, 1)
Mapping = _SpecialGenericAlias(abc_classes.Mapping, 2)
MutableMapping = _SpecialGenericAlias(abc_classes.MutableMapping, 2)
Sequence = _SpecialGenericAlias(abc_classes.Sequence, 1)
MutableSequence = _SpecialGenericAlias(abc_classes.MutableSequence, 1)
MappingView = _SpecialGenericAlias(abc_classes.MappingView, 1)
KeysView = _SpecialGenericAlias(abc_classes.KeysView, 1)
ItemsView = _SpecialGenericAlias(abc_classes.ItemsView, 2)
ValuesView = _SpecialGenericAlias(abc_classes.ValuesView, 1)
Generator = _SpecialGenericAlias(abc_classes.Generator, 3, defaults=(NoneType, NoneType))
AsyncGenerator = _SpecialGenericAlias(abc_classes.AsyncGenerator, 2, defaults=(NoneType,))
ContextManager = _SpecialGenericAlias(
    contextlib.AbstractContextManager, 2, name="ContextManager", defaults=(Optional[bool],))
AsyncContextManager = _SpecialGenericAlias(
    contextlib.AbstractAsyncContextManager, 2, name="AsyncContextManager",
    defaults=(Optional[bool],))
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _SpecialGenericAlias(list, 1, inst=False, name="List")
Set = _SpecialGenericAlias(set, 1, inst=False, name="Set")
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name="FrozenSet")
Dict = _SpecialGenericAlias(dict, 2, inst=False, name="Dict")
Type = _SpecialGenericAlias(type, 1, inst=False, name="Type")

AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)

# Aliases whose classes are loaded when they are asked for.
_LATE_ALIASES = {
    "Deque": ("collections", "deque", 1), "DefaultDict": ("collections", "defaultdict", 2),
    "OrderedDict": ("collections", "OrderedDict", 2), "Counter": ("collections", "Counter", 1),
    "ChainMap": ("collections", "ChainMap", 2), "Pattern": ("re", "Pattern", 1),
    "Match": ("re", "Match", 1)}


def __getattr__(name):
    if name not in _LATE_ALIASES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, original, count = _LATE_ALIASES[name]
    cls = getattr(__import__(module), original)
    alias = globals()[name] = _SpecialGenericAlias(cls, count, name=name)
    return alias


# --- decorators and functions that do nothing, or little, at run time


def cast(typ, val):
    """val, which a type checker takes for a typ."""
    return val


def assert_type(val, typ, /):
    """val; a type checker makes sure that it is a typ."""
    return val


def assert_never(arg, /):
    """Say that this line is never reached: raises AssertionError."""
    text = repr(arg)
    if len(text) > 100:
        text = text[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def reveal_type(obj, /):
    """Print the type of an object, as type checkers do when they see this call."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(obj, name, value):
    """Set an attribute where that is possible."""
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    """Decorator for methods that are not to be overridden and classes that are no bases."""
    return _mark(f, "__final__", True)


def override(method, /):
    """Decorator for methods that override one of a base class."""
    return _mark(method, "__override__", True)


def no_type_check(arg):
    """Decorator: the annotations are no types."""
    if isinstance(arg, type):
        for value in arg.__dict__.values():
            if isinstance(value, (FunctionType, type)) and value.__module__ == arg.__module__:
                no_type_check(value)
            elif isinstance(value, (classmethod, staticmethod)):
                no_type_check(value.__func__)
    return _mark(arg, "__no_type_check__", True)


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator for what makes classes as dataclasses does."""
    values = {"eq_default": eq_default, "order_default": order_default,
              "kw_only_default": kw_only_default, "frozen_default": frozen_default,
              "field_specifiers": field_specifiers, "kwargs": kwargs}

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = values
        return cls_or_fn

    return decorator


_overloads = {}  # (module, qualified name) -> {line: function}


def _overload_dummy(*args, **kwds):
    """What overloaded functions are until the one that is implemented."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions "
        "outside a stub module should always be followed by an implementation that is not "
        "@overload-ed.")


def overload(func):
    """Decorator for the variants of a function; the implementation follows without it."""
    plain = getattr(func, "__func__", func)
    try:
        key = (plain.__module__, plain.__qualname__)
        _overloads.setdefault(key, {})[plain.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The variants of a function that were marked with @overload."""
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), {}).values())


def clear_overloads():
    """Forget all variants."""
    _overloads.clear()


class NewType:
    """A type that a type checker tells from the one it is made of; calling it returns the argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__")
        if module != "typing":
            self.__module__ = module

    def __call__(self, arg, /):
        return arg

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")

        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# --- looking at types


def get_origin(tp):
    """What was subscripted: get_origin(list[int]) is list; None for anything else."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return Union if isinstance(tp, Union) else None


def get_args(tp):
    """What it was subscripted with: get_args(dict[str, int]) is (str, int)."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is abc_classes.Callable and not (
                len(args) == 2 and abc_classes._is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, Union) else ()


def _evaluated(tp, globals, locals, type_params, seen=frozenset()):
    """The type with what is only text in it looked up; `seen`: the texts that it is part of."""
    if isinstance(tp, ForwardRef):
        if tp.__forward_arg__ in seen:
            return tp
        value = tp.evaluate(globals=None if tp.__forward_module__ else globals, locals=locals,
                            type_params=type_params)
        return _evaluated(value, globals, locals, type_params, seen | {tp.__forward_arg__})
    if isinstance(tp, list):
        return [_evaluated(one, globals, locals, type_params, seen) for one in tp]
    if not isinstance(tp, (_GenericAlias, GenericAlias, Union)):
        return tp
    args = tuple(_evaluated(_convert(one) if isinstance(tp, GenericAlias) else one, globals, locals,
                            type_params, seen) for one in tp.__args__)
    if args == tp.__args__:
        return tp
    return _with_args(tp, args)


def _with_args(tp, args):
    """The same alias or union with other arguments."""
    if isinstance(tp, Union):
        return Union[args]
    if isinstance(tp, GenericAlias):
        return GenericAlias(tp.__origin__, args) if type(tp) is GenericAlias else (
            type(tp)(tp.__origin__, (list(args[:-1]), args[-1])))
    return tp.copy_with(args)


def _stripped(tp):
    """The type without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(tp, _AnnotatedAlias):
        return _stripped(tp.__origin__)
    if isinstance(tp, _GenericAlias) and tp.__origin__ in (Required, NotRequired, ReadOnly):
        return _stripped(tp.__args__[0])
    if isinstance(tp, (_GenericAlias, GenericAlias, Union)):
        args = tuple(_stripped(one) for one in tp.__args__)
        return tp if args == tp.__args__ else _with_args(tp, args)
    return tp


def _hint(value, globals, locals, type_params, is_class):
    if value is None:
        return NoneType
    if isinstance(value, str):
        value = ForwardRef(value, is_argument=False, is_class=is_class)
    return _evaluated(value, globals, locals, type_params)


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        try:
            annotations = base.__annotations__
        except AttributeError:  # a built-in class
            continue
        module = sys.modules.get(base.__module__)
        globals = globalns if globalns is not None else getattr(module, "__dict__", {})
        locals = localns if localns is not None else dict(vars(base))
        if globalns is not None and localns is None:
            locals = {**globals, **locals}
        for name, value in annotations.items():
            hints[name] = _hint(value, globals, locals, base.__type_params__, True)
    return hints


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with text looked up; of a class those of its
    bases too."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
    else:
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (types.BuiltinFunctionType, types.WrapperDescriptorType,
                                types.MethodWrapperType, types.MethodDescriptorType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            is_module = isinstance(obj, types.ModuleType)
            globalns = obj.__dict__ if is_module else getattr(inner, "__globals__", {})
        locals = localns if localns is not None else globalns
        type_params = getattr(obj, "__type_params__", ())
        hints = {name: _hint(value, globalns, locals, type_params, False)
                 for name, value in annotations.items()}
    return hints if include_extras else {name: _stripped(tp) for name, tp in hints.items()}


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None):
    """The type that a ForwardRef stands for, looked up in the namespaces of its owner."""
    if globals is None and owner is not None:
        globals = getattr(owner, "__globals__", None) or getattr(
            sys.modules.get(getattr(owner, "__module__", None)), "__dict__", None)
    return _evaluated(forward_ref, globals, locals, type_params or ())


# --- what is made with the names above

from _typing_protocols import (
    Protocol, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt,
    SupportsRound, get_protocol_members, is_protocol, runtime_checkable)
from _typing_records import NamedTuple, NamedTupleMeta, TypedDict, is_typeddict


class IO(Generic[AnyStr]):
    """A stream, for annotations; open() returns other classes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A stream of text."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A stream of bytes."""

    __slots__ = ()


__all__ = [
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncContextManager", "AsyncGenerator",
    "AsyncIterable", "AsyncIterator", "Awaitable", "BinaryIO", "Callable", "ClassVar", "Collection",
    "Concatenate", "Container", "ContextManager", "Coroutine", "Dict", "Final", "ForwardRef",
    "FrozenSet", "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator",
    "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType", "NoDefault", "NoReturn",
    "NotRequired", "Optional", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "Protocol", "ReadOnly",
    "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound",
    "TYPE_CHECKING", "Text", "TextIO", "Tuple", "Type", "TypeAlias", "TypeAliasType", "TypeGuard",
    "TypeIs", "TypeVar", "TypeVarTuple", "TypedDict", "Union", "Unpack", "ValuesView", "assert_never",
    "assert_type", "cast", "clear_overloads", "dataclass_transform", "evaluate_forward_ref", "final",
    "get_args", "get_origin", "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol",
    "is_typeddict", "no_type_check", "overload", "override", "reveal_type", "runtime_checkable"]
