"""Type variables and their substitution: a part of typing."""

import sys
from types import GenericAlias, NoneType

__name__ = "typing"  # where its classes say they are from


class _NoDefaultType:
    """The type of NoDefault: a type parameter without a default."""

    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = object.__new__(_NoDefaultType)


class ForwardRef:
    """A type that is only known by the text of its name so far."""

    def __init__(self, arg, is_argument=True, module=None, *, owner=None, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner
        try:
            self.__code = compile(arg if not arg.startswith("*") else f"({arg},)[0]",
                                  "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None):
        """The type, looked up in these namespaces."""
        if globals is None:
            module = self.__forward_module__
            module = sys.modules.get(module) if isinstance(module, str) else module
            globals = module.__dict__ if module is not None else {}
        names = {parameter.__name__: parameter for parameter in type_params or ()}
        names.update(locals if locals is not None else {})
        value = eval(self.__code, globals, names)
        return _type_check(value, "Forward references must evaluate to types.",
                           is_argument=self.__forward_is_argument__,
                           allow_special_forms=self.__forward_is_class__)

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __repr__(self):
        module = self.__forward_module__
        where = f", module={module!r}" if module is not None else ""
        return f"ForwardRef({self.__forward_arg__!r}{where})"


def _union(left, right):
    from typing import Union
    return Union[left, right]


def _convert(arg, module=None, *, allow_special_forms=False):
    """None and text as types."""
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


# Filled by the parts of typing that make them: Generic and Protocol are no types themselves; ClassVar and
# Final are no arguments of types.
_NO_TYPES = []
_NO_ARGUMENTS = {}


def _type_check(arg, message, is_argument=True, module=None, *, allow_special_forms=False):
    """`arg` as a type; TypeError, with `message`, if it cannot be one."""
    arg = _convert(arg, module, allow_special_forms=allow_special_forms)
    if isinstance(arg, type):
        if any(arg is one for one in _NO_TYPES):
            raise TypeError(f"Plain {arg} is not valid as type argument")
        return arg
    origin = getattr(arg, "__origin__", None)
    invalid = list(_NO_TYPES)
    if not allow_special_forms:
        invalid.append(_NO_ARGUMENTS.get("ClassVar"))
        if is_argument:
            invalid.append(_NO_ARGUMENTS.get("Final"))
    if origin is not None and any(origin is one for one in invalid):
        raise TypeError(f"{arg} is not valid as type argument")
    if getattr(type(arg), "_is_form", False) and arg._needs_parameters and not (
            allow_special_forms and any(arg is one for one in _NO_ARGUMENTS.values())):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _caller_module(depth=2):
    """The module of who makes a type variable."""
    return sys._getframe(depth).f_globals.get("__name__")


# --- the variables


class _Parameter:
    """What the kinds of type parameters share: a name, a default that may be computed later."""

    def _set_up(self, name, default, module):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__}() argument 'name' must be str, "
                            f"not {type(name).__name__}")
        self.__name__ = name
        self._default = default
        self._compute_default = None
        if module not in (None, "typing"):
            self.__module__ = module

    @property
    def __default__(self):
        if self._compute_default is not None:
            self._default = self._compute_default(1)
            self._compute_default = None
        return self._default

    def has_default(self):
        """Is there a default?"""
        return self._compute_default is not None or self._default is not NoDefault

    def __repr__(self):
        if getattr(self, "__infer_variance__", False):
            return self.__name__
        if getattr(self, "__covariant__", False):
            return f"+{self.__name__}"
        if getattr(self, "__contravariant__", False):
            return f"-{self.__name__}"
        return f"~{self.__name__}"

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __init_subclass__(cls, /, _own=False, **kwargs):
        if not _own:
            raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")


def _check_variance(covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")


class TypeVar(_Parameter, _own=True):
    """A type variable: TypeVar("T"), TypeVar("T", bound=Base), TypeVar("T", str, bytes)."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self._set_up(name, default, _caller_module())
        _check_variance(covariant, contravariant, infer_variance)
        if bound is not None:
            if constraints:
                raise TypeError("Constraints cannot be combined with bound=...")
            bound = _type_check(bound, "Bound must be a type.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self._constraints = tuple(_type_check(one, message) for one in constraints)
        self._bound = bound
        self._compute = None  # of PEP 695: makes bound or constraints when they are asked for
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    @property
    def __bound__(self):
        if self._compute is not None and not self._constrained:
            self._bound = self._compute(1)
            self._compute = None
        return self._bound

    @property
    def __constraints__(self):
        if self._compute is not None and self._constrained:
            self._constraints = self._compute(1)
            self._compute = None
        return self._constraints

    def __typing_subst__(self, arg):
        arg = _type_check(arg, "Parameters to generic types must be types.")
        if isinstance(arg, GenericAlias) and arg.__unpacked__ or _is_unpacked(arg):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class ParamSpecArgs:
    """P.args of a ParamSpec: the annotation of *args."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecKwargs(ParamSpecArgs):
    """P.kwargs of a ParamSpec: the annotation of **kwargs."""

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_Parameter, _own=True):
    """A variable for the parameters of a callable: ParamSpec("P")."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self._set_up(name, default, _caller_module())
        _check_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(one, "Expected a type.") for one in arg)
        from _collections_abc import _is_param_expr
        if not _is_param_expr(arg):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {arg}")
        return arg


class TypeVarTuple(_Parameter, _own=True):
    """A variable for any number of types: TypeVarTuple("Ts")."""

    def __init__(self, name, *, default=NoDefault):
        self._set_up(name, default, _caller_module())

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


def _is_unpacked(arg):
    """Is it Unpack[...], or *tuple[...]?"""
    return getattr(arg, "__unpacked__", False) is True or getattr(arg, "_unpacks", False)


# --- substitution


def _collect_parameters(args):
    """The type variables in `args`, each once, in the order of their first use."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            inner = _collect_parameters(arg)
        elif isinstance(arg, _Parameter):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        found += [one for one in inner if one not in found]
    return tuple(found)


def _substituted_args(alias, items):
    """The __args__ of alias[items]."""
    values = _bind(alias, alias.__parameters__, items)
    args = []
    for arg in alias.__args__:
        made = _replaced(arg, values)
        if _is_unpacked(arg) and isinstance(made, tuple):
            args.extend(made)
        else:
            args.append(made)
    return tuple(args)


def _bind(alias, parameters, items):
    """What each type parameter stands for when `alias` is subscripted with `items`."""
    items = items if isinstance(items, tuple) else (items,)
    if len(parameters) == 1 and isinstance(parameters[0], ParamSpec):
        from _collections_abc import _is_param_expr
        if not (len(items) == 1 and (_is_param_expr(items[0]) or isinstance(items[0], tuple))):
            items = (items,)
    items = [_convert(item) if not isinstance(item, (list, tuple)) else item for item in items]
    variadic = [i for i, one in enumerate(parameters) if isinstance(one, TypeVarTuple)]
    if variadic:
        if len(variadic) > 1:
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        place = variadic[0]
        behind = len(parameters) - place - 1
        if len(items) < len(parameters) - 1:
            raise TypeError(f"Too few arguments for {alias}; actual {len(items)}, "
                            f"expected at least {len(parameters) - 1}")
        stop = len(items) - behind
        items[place:stop] = [tuple(items[place:stop])]
    for parameter in parameters[len(items):]:
        if not parameter.has_default():
            break
        items.append(parameter.__default__)
    if len(items) != len(parameters):
        many = "many" if len(items) > len(parameters) else "few"
        expected = len(parameters)
        if many == "few" and isinstance(alias, type):
            expected = f"at least {sum(not parameter.has_default() for parameter in parameters)}"
        raise TypeError(f"Too {many} arguments for {alias}; actual {len(items)}, expected {expected}")
    return {parameter: item if isinstance(parameter, TypeVarTuple) else
            parameter.__typing_subst__(item) for parameter, item in zip(parameters, items)}


def _replaced(arg, values):
    """`arg` with its type variables replaced."""
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return arg
    if isinstance(arg, _Parameter):
        return values[arg]
    if isinstance(arg, (list, tuple)):
        return type(arg)(_replaced(one, values) for one in arg)
    inner = getattr(arg, "__parameters__", ())
    if not inner:
        return arg
    if _is_unpacked(arg) and len(inner) == 1 and isinstance(inner[0], TypeVarTuple):
        return values[inner[0]]
    given = []
    for parameter in inner:
        value = values[parameter]
        if isinstance(parameter, TypeVarTuple):
            given.extend(value)
        else:
            given.append(list(value) if isinstance(value, tuple) else value)
    return arg[tuple(given)]


# --- the type statement


class TypeAliasType:
    """The alias that `type X = ...` makes; its value is worked out when somebody asks for it."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError("typealias() argument 'name' must be str, not " + type(name).__name__)
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self._set_up(name, type_params, _caller_module())
        self._value = value

    def _set_up(self, name, type_params, module):
        set_value = super().__setattr__
        set_value("__name__", name)
        set_value("__type_params__", type_params)
        set_value("__parameters__", tuple(
            one for parameter in type_params
            for one in (parameter if isinstance(parameter, TypeVarTuple) else (parameter,))))
        set_value("_compute", None)
        if module is not None:
            set_value("__module__", module)

    @property
    def __value__(self):
        if self._compute is not None:
            super().__setattr__("_value", self._compute(1))
            super().__setattr__("_compute", None)
        return self._value

    def __setattr__(self, name, value):
        if name not in ("_value", "_compute"):
            raise AttributeError(f"attribute '{name}' of 'typing.TypeAliasType' objects is not writable")
        super().__setattr__(name, value)

    def __getitem__(self, items):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, items if isinstance(items, tuple) else (items,))

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __reduce__(self):
        return self.__name__


# --- what the interpreter calls for type parameters (PEP 695, PEP 696)


def _new_parameter(cls, name):
    parameter = cls.__new__(cls)
    parameter._set_up(name, NoDefault, None)
    if cls is not TypeVarTuple:
        parameter.__covariant__ = parameter.__contravariant__ = False
        parameter.__infer_variance__ = True
    return parameter


def _intrinsic_typevar(name, compute=None, constrained=False):
    """[T], [T: Bound] and [T: (A, B)]"""
    variable = _new_parameter(TypeVar, name)
    variable._bound = None
    variable._constraints = ()
    variable._compute = compute
    variable._constrained = constrained
    return variable


def _intrinsic_paramspec(name):
    """[**P]"""
    parameter = _new_parameter(ParamSpec, name)
    parameter.__bound__ = None
    return parameter


def _intrinsic_typevartuple(name):
    """[*Ts]"""
    return _new_parameter(TypeVarTuple, name)


def _intrinsic_default(parameter, compute):
    """[T = int]"""
    parameter._compute_default = compute
    return parameter


def _intrinsic_generic(parameters):
    """The base that class C[T] gets."""
    from typing import Generic
    unpacked = []
    for one in parameters:
        unpacked.extend(one if isinstance(one, TypeVarTuple) else (one,))
    return Generic[tuple(unpacked)]


def _intrinsic_alias(name, parameters, compute, module):
    """type X[T] = ..."""
    alias = TypeAliasType.__new__(TypeAliasType)
    alias._set_up(name, parameters or (), module)
    alias._value = None
    alias._compute = compute
    return alias
