"""Special forms and aliases: a part of typing."""

import _collections_abc as abc_classes
from types import GenericAlias, NoneType, UnionType as Union

from _typing_variables import (
    ParamSpec, TypeVarTuple, _NO_ARGUMENTS, _NO_TYPES, _Parameter, _bind, _collect_parameters,
    _convert, _is_unpacked, _substituted_args, _type_check)

__name__ = "typing"  # where its classes say they are from


def _type_repr(obj):
    """A class by its name, the types of parameters in brackets, anything else by its repr."""
    if isinstance(obj, (tuple, list)):
        return "[" + ", ".join(_type_repr(one) for one in obj) + "]"
    return abc_classes._type_repr(obj)


def _union_members(params):
    """The checked members of Union[params]."""
    if params == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(params, tuple):
        params = (params,)
    return tuple(_type_check(one, "Union[arg, ...]: each arg must be a type.") for one in params)


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _Unionable:
    """Types that can stand in X | Y, and that no loop goes over, though they can be subscripted."""

    __slots__ = ()
    __iter__ = None

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that every value has, and that has every attribute."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _SpecialForm(_Unionable):
    """A name like Optional or Literal; its function says what a subscript means."""

    _is_form = True

    def __init__(self, getitem, needs_parameters=True):
        self._getitem = getitem
        self._name = getitem.__name__
        self._needs_parameters = needs_parameters
        self.__doc__ = getitem.__doc__

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


# --- aliases


class _BaseGenericAlias(_Unionable):
    """What stands for a class in annotations; attributes are those of the class."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:  # whatever the class does with attributes that it does not know
            pass
        return result

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        behind = bases[bases.index(self) + 1:]
        if not any(isinstance(base, _BaseGenericAlias) or _is_generic(base) for base in behind):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(name):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if _is_dunder(name) or name in ("_name", "_inst", "_count", "_defaults", "_unpacks"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _is_generic(base):
    return isinstance(base, type) and issubclass(base, Generic)


class _GenericAlias(_BaseGenericAlias):
    """A subscripted class or form: Stack[int], List[int], ClassVar[str]."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name and not isinstance(origin, _SpecialForm):
            self.__module__ = origin.__module__

    def copy_with(self, args):
        """The same with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, args):
        if self.__origin__ in _NO_TYPES:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        return self.copy_with(_substituted_args(self, args))

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(_type_repr(one) for one in self.__args__) or "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return _subscript, (_by_name(self._name) if self._name else self.__origin__, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:  # List[int] and the like
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if any(base in _NO_TYPES and base is not Generic for base in bases):
                return ()  # Protocol is there too
            behind = bases[bases.index(self) + 1:]
            if any(isinstance(base, _BaseGenericAlias) and base is not self for base in behind):
                return ()
        return (self.__origin__,)


def _by_name(name):
    import typing
    return getattr(typing, name)


def _subscript(origin, args):
    return origin[args]


class _SpecialGenericAlias(_BaseGenericAlias):
    """An alias of a class that has one name here and another one there: List, Mapping."""

    def __init__(self, origin, count, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._count = count
        self._defaults = defaults
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = "Parameters to generic types must be types."
        params = tuple(_type_check(one, message) for one in params)
        if self._count == 0:
            raise TypeError(f"{self} is not a generic class")
        least = self._count - len(self._defaults)
        if self._defaults and least <= len(params) < self._count:
            params = (*params, *self._defaults[len(params) - self._count:])
        if len(params) != self._count and not any(map(_is_unpacked, params)):
            many = "many" if len(params) > self._count else "few"
            expected = f"at least {least}" if self._defaults and many == "few" else self._count
            raise TypeError(f"Too {many} arguments for {self}; actual {len(params)}, "
                            f"expected {expected}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    """Tuple[int, str], Tuple[int, ...] and Tuple[()]"""

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*(_type_check(one, message) for one in params[:-1]), ...))
        message = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(one, message) for one in params))


class _CallableGenericAlias(_GenericAlias):
    """Callable[[X, Y], Z]: its __args__ are (X, Y, Z)."""

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and abc_classes._is_param_expr(args[0]):
            return super().__repr__()
        inner = ", ".join(_type_repr(one) for one in args[:-1])
        return f"typing.Callable[[{inner}], {_type_repr(args[-1])}]"

    def copy_with(self, args):
        if len(args) == 2 and isinstance(args[0], (tuple, list)):
            args = (*args[0], args[1])
        return super().copy_with(args)

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and abc_classes._is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return _subscript, (_by_name("Callable"), args)


class _CallableType(_SpecialGenericAlias):
    """Callable[[X, Y], Z] and Callable[..., Z]"""

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        given, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(given, (list, tuple)):
            message = "Callable[[arg, ...], result]: each arg must be a type."
            given = tuple(_type_check(one, message) for one in given)
        elif abc_classes._is_param_expr(given):
            given = (given,)
        else:
            raise TypeError("Callable[args, result]: args must be a list. "
                            f"Got {given}")
        return _CallableGenericAlias(self.__origin__, (*given, result), name=self._name,
                                     inst=True)


class _ConcatenateGenericAlias(_GenericAlias):
    """Concatenate[X, P]"""


class _LiteralGenericAlias(_GenericAlias):
    """Literal["a", 1]: values of different types are different, however equal."""

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_typed(self.__args__)) == set(_typed(other.__args__))

    def __hash__(self):
        return hash(frozenset(_typed(self.__args__)))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


def _typed(values):
    return [(value, type(value)) for value in values]


class _UnpackGenericAlias(_GenericAlias):
    """Unpack[Ts]"""

    def __init__(self, origin, args, **options):
        super().__init__(origin, args, **options)
        self._unpacks = True

    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"


class _AnnotatedAlias(_GenericAlias):
    """Annotated[X, data]: X with data for whoever knows it."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        data = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {data}]"

    def __reduce__(self):
        return _subscript, (Annotated, (self.__origin__, *self.__metadata__))

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


# --- forms that take no parameters


def _plain_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem, needs_parameters=False)


NoReturn = _plain_form("NoReturn", "The result of a function that never returns.")
Never = _plain_form("Never", "The type that has no values.")
Self = _plain_form("Self", "The class of self.")
LiteralString = _plain_form("LiteralString", "Text that comes from literals only.")
TypeAlias = _plain_form("TypeAlias", "The annotation of an alias: X: TypeAlias = ...")


# --- forms that take one type


def _single_form(name, doc, **options):
    def getitem(self, parameters):
        item = _type_check(parameters, f"{self} accepts only single type.", **options)
        return _GenericAlias(self, (item,))

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


ClassVar = _single_form("ClassVar", "An attribute of the class, not of its instances.",
                        allow_special_forms=True)
Final = _single_form("Final", "A name that is not to be assigned again.", allow_special_forms=True)
TypeGuard = _single_form("TypeGuard", "The result of a function that tests for a type.")
TypeIs = _single_form("TypeIs", "The result of a function that tests for a type, both ways.")
Required = _single_form("Required", "A key that a TypedDict must have.", allow_special_forms=True)
NotRequired = _single_form("NotRequired", "A key that a TypedDict may lack.",
                           allow_special_forms=True)
ReadOnly = _single_form("ReadOnly", "A key of a TypedDict that is not to be assigned.",
                        allow_special_forms=True)
_NO_ARGUMENTS.update(ClassVar=ClassVar, Final=Final)


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is X | None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), NoneType]


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[Ts] is *Ts."""
    return _UnpackGenericAlias(
        self, (_type_check(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[X, P]: parameters in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(
        self, (*(_type_check(one, message) for one in parameters[:-1]), parameters[-1]))


@_SpecialForm
def Literal(self, parameters):
    """Literal["a", 1]: one of these values."""
    flat = []
    for one in parameters if isinstance(parameters, tuple) else (parameters,):
        flat.extend(one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,))
    unique = []
    for value in _typed(flat):
        if value not in unique:
            unique.append(value)
    return _LiteralGenericAlias(self, tuple(value for value, _ in unique))


@_SpecialForm
def Annotated(self, parameters):
    """Annotated[X, data]: X with data for whoever knows it."""
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments "
                        "(a type and an annotation).")
    origin = _type_check(parameters[0], "Annotated[t, ...]: t must be a type.",
                         allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(parameters[1:]))


# --- generic classes


def _check_generic_parameters(cls, parameters):
    """Generic[T, U] and Protocol[T, U] take different type variables."""
    name = cls.__name__
    if not parameters:
        raise TypeError(f"Parameter list to {name}[...] cannot be empty")
    plain = [one.__args__[0] if isinstance(one, _UnpackGenericAlias) else one for one in parameters]
    if not all(isinstance(one, _Parameter) for one in plain):
        raise TypeError(f"Parameters to {name}[...] must all be type variables "
                        "or parameter specification variables.")
    if len(set(plain)) != len(plain):
        raise TypeError(f"Parameters to {name}[...] must all be unique")


def _listed_parameters(bases):
    """The type variables of Generic[...] or Protocol[...] among the bases; None without such a base."""
    listed = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ in _NO_TYPES:
            if listed is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base.__parameters__
    return listed


class Generic:
    """Base of classes with type parameters: class Stack(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    @classmethod
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(one if isinstance(one, (list, tuple)) else _convert(one) for one in params)
        if cls in _NO_TYPES:
            _check_generic_parameters(cls, params)
            return _GenericAlias(cls, params)
        parameters = cls.__parameters__
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        args = []
        for parameter, value in _bind(cls, parameters, params).items():
            args.extend(value if isinstance(parameter, TypeVarTuple) else (value,))
        return _GenericAlias(cls, tuple(args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", cls.__bases__)
        if Generic in bases and not (cls.__name__ == "Protocol" and cls.__module__ == "typing"):
            raise TypeError("Cannot inherit from plain Generic")
        used = listed = None
        if "__orig_bases__" in cls.__dict__:
            used = _collect_parameters(bases)
            listed = _listed_parameters(bases)
        if listed is not None and not set(used) <= set(listed):
            missing = ", ".join(str(one) for one in used if one not in listed)
            given = ", ".join(map(str, listed))
            raise TypeError(f"Some type variables ({missing}) are not listed in Generic[{given}]")
        cls.__parameters__ = tuple(listed if listed is not None else used or ())


_NO_TYPES.append(Generic)
