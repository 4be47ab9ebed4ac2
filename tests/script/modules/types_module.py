# Names of types, and classes made at run time.
# needs-python: 3.12
import sys
import types
from types import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def outer():
    captured = 1

    def inner(a, b=2, *, c=3):
        return a, b, c, captured

    return inner


inner = outer()
print(isinstance(outer, FunctionType), isinstance(lambda: 0, LambdaType), isinstance(len, BuiltinFunctionType), isinstance([].append, BuiltinMethodType), isinstance(outer.__code__, CodeType), isinstance(sys, ModuleType), isinstance((x for x in ()), GeneratorType), isinstance(inner.__closure__[0], CellType), isinstance(type.__dict__, MappingProxyType), isinstance(None, NoneType), isinstance(..., EllipsisType), isinstance(NotImplemented, NotImplementedType), isinstance(list[int], GenericAlias), isinstance(int | str, UnionType), isinstance(str.join, MethodDescriptorType), isinstance(object().__str__, MethodWrapperType), isinstance(object.__init__, WrapperDescriptorType), isinstance(sys._getframe(), FrameType), isinstance(FunctionType.__code__, GetSetDescriptorType))
# expect: True True True True True True True True True True True True True True True True True True True
copy = FunctionType(inner.__code__, globals(), "copy", (20,), inner.__closure__)
print(copy(1, c=5), copy.__name__, copy.__defaults__, FunctionType(outer.__code__, {})()(1))
# expect: (1, 20, 5, 1) copy (20,) (1, 2, 3, 1)
attempt(FunctionType, inner.__code__, globals())
# expect: TypeError: arg 5 (closure) must be tuple
attempt(FunctionType, 1, {})
# expect: TypeError: function() argument 'code' must be code, not int
attempt(FunctionType, outer.__code__, 1)
# expect: TypeError: function() argument 'globals' must be dict, not int
attempt(FunctionType, outer.__code__, {}, 5)
# expect: TypeError: arg 3 (name) must be None or string
attempt(lambda: FunctionType(inner.__code__, {}, closure=()))
# expect: ValueError: inner requires closure of length 1, not 0
bound = MethodType(lambda self, x: (self, x), "me")
print(bound(1), bound.__self__)
# expect: ('me', 1) me
attempt(MethodType, 3, 4)
# expect: TypeError: first argument must be callable
attempt(MethodType, len, None)
# expect: TypeError: instance must not be None
attempt(MethodType, len)
# expect: TypeError: method expected 2 arguments, got 1
cell = CellType(5)
print(cell.cell_contents)
# expect: 5
attempt(lambda: CellType().cell_contents)
# expect: ValueError: Cell is empty
space = SimpleNamespace(a=1, b="x")
space.c = [space.a]
print(space, space == SimpleNamespace(a=1, b="x", c=[1]), vars(space))
# expect: namespace(a=1, b='x', c=[1]) True {'a': 1, 'b': 'x', 'c': [1]}
view = MappingProxyType({"k": 1})
print(view["k"], view | {"z": 2}, len(view))
# expect: 1 {'k': 1, 'z': 2} 1
attempt(lambda: view.__setitem__("k", 2))
# expect: AttributeError: 'mappingproxy' object has no attribute '__setitem__'
module = ModuleType("made", "doc")
module.value = 3
print(module.__name__, module.__doc__, module.value, GenericAlias(list, (int,)), GenericAlias(dict, (str, int)).__args__)
# expect: made doc 3 list[int] (<class 'str'>, <class 'int'>)


def body(namespace):
    namespace["x"] = 5
    namespace["double"] = lambda self: self.x * 2


Made = new_class("Made", (list,), {}, body)
print(Made, Made.x, Made([1]), Made().double(), Made.__bases__)
# expect: <class 'types.Made'> 5 [1] 10 (<class 'list'>,)


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return {"prepared": kwargs}

    def __new__(mcls, name, bases, namespace, **kwargs):
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)


WithMeta = new_class("WithMeta", (), {"metaclass": Meta, "extra": 1})
print(type(WithMeta), WithMeta.prepared, prepare_class("N", (WithMeta,))[0])
# expect: <class '__main__.Meta'> {'extra': 1} <class '__main__.Meta'>


class Stand:
    def __mro_entries__(self, bases):
        return (dict, list)


stand = Stand()
attempt(lambda: resolve_bases((stand, int))[:2])
# expect: (<class 'dict'>, <class 'list'>)
print(resolve_bases((int, str)) == (int, str))
# expect: True


class Sub(list[int]):
    pass


print(Sub.__bases__, get_original_bases(Sub), get_original_bases(int))
# expect: (<class 'list'>,) (list[int],) (<class 'object'>,)
attempt(get_original_bases, 3)
# expect: TypeError: Expected an instance of type, not 'int'


class Dynamic:
    @DynamicClassAttribute
    def name(self):
        return "instance name"


print(Dynamic().name)
# expect: instance name
attempt(lambda: Dynamic.name)
# expect: AttributeError: 


@coroutine
def old_style():
    got = yield 1
    return got


async def awaits():
    return await old_style()


task = awaits()
print(task.send(None))
# expect: 1
try:
    task.send("sent")
except StopIteration as stop:
    print(stop.value)
# expect: sent
try:
    raise ValueError
except ValueError as error:
    print(isinstance(error.__traceback__, TracebackType))
# expect: True
