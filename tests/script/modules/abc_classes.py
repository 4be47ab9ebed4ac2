# Abstract base classes: instances, registration, hooks.
# needs-python: 3.12
import abc
from abc import ABC, ABCMeta, abstractmethod


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Shape(ABC):
    @abstractmethod
    def area(self):
        pass

    @property
    @abstractmethod
    def name(self):
        pass


class Half(Shape):
    def area(self):
        return 1


class Whole(Half):
    name = "whole"


attempt(Shape)
# expect: TypeError: Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
attempt(Half)
# expect: TypeError: Can't instantiate abstract class Half without an implementation for abstract method 'name'
print(Whole().area(), Whole().name, sorted(Shape.__abstractmethods__), Half.__abstractmethods__, Whole.__abstractmethods__)
# expect: 1 whole ['area', 'name'] frozenset({'name'}) frozenset()


class Late(Half):
    pass


Late.name = "late"
attempt(Late)
# expect: TypeError: Can't instantiate abstract class Late without an implementation for abstract method 'name'
abc.update_abstractmethods(Late)
print(Late().name)
# expect: late


# registration
@Shape.register
class Virtual:
    pass


print(issubclass(Virtual, Shape), isinstance(Virtual(), Shape), issubclass(Virtual, Half), isinstance(1, Shape))
# expect: True True False False
attempt(Shape.register, 5)
# expect: TypeError: Can only register classes
attempt(issubclass, 5, Shape)
# expect: TypeError: issubclass() arg 1 must be a class


class Base(ABC):
    pass


class Derived(Base):
    pass


attempt(Derived.register, Base)
# expect: RuntimeError: Refusing to create an inheritance cycle
before = abc.get_cache_token()
print(isinstance(2.5, Base))
# expect: False
Base.register(float)
print(isinstance(2.5, Base), abc.get_cache_token() != before, Base.register(float) is float)
# expect: True True True


# __subclasshook__
class HasRun(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is HasRun:
            return any("run" in base.__dict__ for base in C.__mro__)
        return NotImplemented


class Runner:
    def run(self):
        pass


print(isinstance(Runner(), HasRun), issubclass(int, HasRun))
# expect: True False


# __instancecheck__ and __subclasscheck__ of a metaclass
class Odd(type):
    def __instancecheck__(cls, obj):
        return isinstance(obj, int) and obj % 2 == 1

    def __subclasscheck__(cls, other):
        return other is bool


class OddNumber(metaclass=Odd):
    pass


print(isinstance(3, OddNumber), isinstance(4, OddNumber), issubclass(bool, OddNumber), issubclass(int, OddNumber))
# expect: True False True False
print(isinstance(3, (str, OddNumber)), isinstance(OddNumber(), OddNumber))
# expect: True True


class Methods(ABC):
    @classmethod
    @abstractmethod
    def make(cls):
        pass

    @staticmethod
    @abstractmethod
    def tool():
        pass


attempt(Methods)
# expect: TypeError: Can't instantiate abstract class Methods without an implementation for abstract methods 'make', 'tool'


class WithInit(ABC):
    def __init__(self, value):
        self.value = value

    @abstractmethod
    def f(self):
        return "from the base"


class Concrete(WithInit):
    def f(self):
        return super().f() + f" {self.value}"


print(Concrete(7).f())
# expect: from the base 7
attempt(WithInit, 1)
# expect: TypeError: Can't instantiate abstract class WithInit without an implementation for abstract method 'f'
for number in range(3):  # through the inline caches too
    attempt(Shape)
# expect: TypeError: Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
# expect: TypeError: Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
# expect: TypeError: Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
print(type(ABC), ABC.__mro__ == (ABC, object), abc.ABCMeta.__mro__)
# expect: <class 'abc.ABCMeta'> True (<class 'abc.ABCMeta'>, <class 'type'>, <class 'object'>)
