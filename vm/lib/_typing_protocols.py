"""Protocols, types by what objects can do (PEP 544): a part of typing."""

from abc import ABCMeta, abstractmethod
import sys

from _typing_forms import Generic
from _typing_variables import TypeVar, _NO_TYPES

__name__ = "typing"  # where its classes say they are from

# What a class has besides the members of a protocol.
_NO_MEMBERS = frozenset({
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__protocol_attrs__", "__non_callable_proto_members__", "__type_params__", "__abstractmethods__",
    "__annotations__", "__annotate__", "__annotate_func__", "__annotations_cache__",
    "__conditional_annotations__", "__classdictcell__", "__dict__", "__doc__", "__init__", "__module__",
    "__qualname__", "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
    "__match_args__", "__static_attributes__", "__firstlineno__", "_MutableMapping__marker"})

# Classes of other modules that protocols may derive from.
_ALLOWED_BASES = {
    "collections.abc": {
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable",
        "Sized", "Container", "Collection", "Reversible", "Buffer"},
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
}


def _annotations_of(cls):
    try:
        return cls.__annotations__
    except (AttributeError, NameError):
        return {}


def _members(cls):
    """The names of the members of a protocol, those of its bases included."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        for name in (*base.__dict__, *_annotations_of(base)):
            if not name.startswith("_abc_") and name not in _NO_MEMBERS:
                found.add(name)
    return found


def _static_attribute(obj, name):
    """An attribute without calling descriptors or __getattr__; AttributeError if there is none."""
    values = getattr(obj, "__dict__", {}) if not isinstance(obj, type) else {}
    if name in values:
        return values[name]
    for base in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    if isinstance(obj, type):
        for base in type(obj).__mro__:
            if name in base.__dict__:
                return base.__dict__[name]
    raise AttributeError(name)


def _check_base(base):
    """A protocol derives from other protocols only."""
    if base in (object, Generic) or base.__name__ in _ALLOWED_BASES.get(base.__module__, ()):
        return
    if issubclass(base, Generic) and getattr(base, "_is_protocol", False):
        return
    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")


def _subclass_hook(cls, other):
    """__subclasshook__ of protocols: has `other` all the members?"""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if (name in _annotations_of(base) and issubclass(other, Generic)
                    and getattr(other, "_is_protocol", False)):
                break
        else:
            return NotImplemented
    return True


def _no_instances(self, *args, **kwargs):
    """__init__ of protocols, and of classes that implement one and have no __init__ of their own."""
    cls = type(self)
    if cls.__init__ is not _no_instances:  # called by an __init__ below
        return
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_instances)
        if init is not _no_instances:
            init(self, *args, **kwargs)
            return


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif any(base.__name__ == "Protocol" and base.__module__ == "typing" for base in bases):
            for base in bases:
                _check_base(base)
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        super().__init__(*args)
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if _asked_by_abc():
                return super().__subclasscheck__(other)
            _check_runtime(cls)
            data = cls.__non_callable_proto_members__
            if data and cls.__dict__.get("__subclasshook__") is not None:
                names = ", ".join(map(repr, sorted(data)))
                raise TypeError("Protocols with non-method members don't support issubclass(). "
                                f"Non-method members: {names}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        _check_runtime(cls)
        if _is_nominal_instance(cls, instance):
            return True
        data = cls.__non_callable_proto_members__
        for name in cls.__protocol_attrs__:
            try:
                value = _static_attribute(instance, name)
            except AttributeError:
                return False
            if value is None and name not in data:
                return False
        return True


def _asked_by_abc():
    """Does an abstract base class look at its subclasses, of which a protocol is one?"""
    return sys._getframe(2).f_globals.get("__name__") in ("abc", "functools")


def _check_runtime(cls):
    if not getattr(cls, "_is_runtime_protocol", False):
        raise TypeError("Instance and class checks can only be used with "
                        "@runtime_checkable protocols")


def _is_nominal_instance(cls, instance):
    """Is it an instance of the protocol itself, or of a class registered with it?"""
    if type.__instancecheck__(cls, instance):
        return True
    kind = type(instance)
    return any(issubclass(kind, one) for one in cls._abc_impl.registered)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of protocols: classes that describe what objects can do, whatever they derive from."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_subclass_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_instances


_NO_TYPES.append(Protocol)


def runtime_checkable(cls):
    """Decorator: isinstance() and issubclass() work with the protocol; they look for its members."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)
            and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    data = set()
    for name in cls.__protocol_attrs__:
        if not callable(getattr(cls, name, None)):
            data.add(name)
    cls.__non_callable_proto_members__ = data
    return cls


def is_protocol(tp, /):
    """Is it a protocol?"""
    return (isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol
            and tp is not Generic)


def get_protocol_members(tp, /):
    """The names of the members of a protocol."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# --- protocols of the built-in functions

T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class SupportsInt(Protocol):
    """An object with __int__."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """An object with __float__."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """An object with __complex__."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """An object with __bytes__."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """An object with __index__."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """An object with __abs__."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """An object with __round__."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass
