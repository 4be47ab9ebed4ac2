"""Abstract base classes (PEP 3119)."""

from _abc import pattern_of as _pattern_of, set_pattern as _set_pattern
from _thread import allocate_lock as _allocate_lock

__all__ = [
    "ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
    "abstractstaticmethod", "get_cache_token", "update_abstractmethods"]


def abstractmethod(funcobj):
    """Mark a method as abstract: a class that has one that is not overridden has no instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """An abstract classmethod; deprecated in favour of both decorators."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract staticmethod; deprecated in favour of both decorators."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property; deprecated in favour of both decorators."""

    __isabstractmethod__ = True


class _Registrations:
    """How many classes have been registered anywhere: negative answers are good for one count."""

    count = 0
    lock = _allocate_lock()


class _Record:
    """What an abstract class knows about others. Classes live as long as the program."""

    __slots__ = ("registered", "known", "unknown")

    def __init__(self):
        self.registered = ()
        self.known = set()
        self.unknown = (_Registrations.count, set())  # replaced as a pair: threads share it


def _is_abstract(value):
    return getattr(value, "__isabstractmethod__", False)


def _abstract_names(cls):
    """The names of the abstract methods of a class: its own, and those it does not override."""
    own = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    inherited = {name for base in cls.__bases__
                 for name in getattr(base, "__abstractmethods__", ())
                 if _is_abstract(getattr(cls, name, None))}
    return frozenset(own | inherited)


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Other classes can be registered as virtual subclasses: issubclass() and isinstance() take them for
    subclasses, though they inherit nothing.
    """

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _Record()
        if "__abc_tpflags__" in namespace:  # instances match patterns of `match`
            _set_pattern(cls, cls.__abc_tpflags__)
            del cls.__abc_tpflags__
        return cls

    def register(cls, subclass):
        """Make a class a virtual subclass; returns it, so that this can be a decorator."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        with _Registrations.lock:
            cls._abc_impl.registered += (subclass,)
            _Registrations.count += 1
        _set_pattern(subclass, _pattern_of(cls))
        return subclass

    def _dump_registry(cls, file=None):
        """Print what the class knows about others, for debugging."""
        record = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(record.registered)!r}", file=file)
        print(f"_abc_cache: {record.known!r}", file=file)
        print(f"_abc_negative_cache: {record.unknown[1]!r}", file=file)
        print(f"_abc_negative_cache_version: {record.unknown[0]!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget the registered classes (for tests)."""
        cls._abc_impl.registered = ()

    def _abc_caches_clear(cls):
        """Forget earlier answers (for tests)."""
        cls._abc_impl.known = set()
        cls._abc_impl.unknown = (_Registrations.count, set())

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        subclass = instance.__class__
        if subclass in cls._abc_impl.known:
            return True
        subtype = type(instance)
        if subtype is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        record = cls._abc_impl
        if subclass in record.known:
            return True
        count = _Registrations.count
        if record.unknown[0] != count:
            record.unknown = (count, set())
        unknown = record.unknown[1]
        if subclass in unknown:
            return False
        answer = _is_virtual_subclass(cls, subclass)
        (record.known if answer else unknown).add(subclass)
        return answer


def _is_virtual_subclass(cls, subclass):
    """The answer of issubclass(), worked out."""
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        assert isinstance(answer, bool)
        return answer
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for registered in cls._abc_impl.registered:
        if issubclass(subclass, registered):
            return True
    for child in cls.__subclasses__():
        if issubclass(subclass, child):
            return True
    return False


def update_abstractmethods(cls):
    """Work out the abstract methods of a class again, after methods were added to it."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls  # no abstract base class
    cls.__abstractmethods__ = _abstract_names(cls)
    return cls


def get_cache_token():
    """A number that changes whenever a class is registered with any abstract base class."""
    return _Registrations.count


class ABC(metaclass=ABCMeta):
    """A class with ABCMeta as its metaclass: inherit from it instead of naming the metaclass."""

    __slots__ = ()
