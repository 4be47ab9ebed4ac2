# needs-python: 3.13
# Classes: attributes, methods, inheritance, isinstance, class bodies.
class Animal:
    kind = "animal"
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    def describe(self):
        return f"{self.speak()} ({self.kind})"


class Dog(Animal):
    kind = "dog"

    def speak(self):
        return f"{self.name} barks"


class Puppy(Dog):
    def speak(self):
        return super().speak() + " softly"


a, d, p = Animal("Cat"), Dog("Rex"), Puppy("Bit")
print(a.describe())  # expect: Cat makes a sound (animal)
print(d.describe())  # expect: Rex barks (dog)
print(p.describe())  # expect: Bit barks softly (dog)
print(Animal.count, Dog.count, p.count)  # expect: 3 3 3
p.count = 99
print(Animal.count, p.count)  # expect: 3 99
print(isinstance(p, Animal), isinstance(a, Dog), isinstance(p, (int, Dog)), issubclass(Puppy, Animal))
# expect: True False True True
print(Puppy.__bases__ == (Dog,), Puppy.__name__, Puppy.__qualname__, Puppy.__mro__[-1] is object)
# expect: True Puppy Puppy True
print(type(p) is Puppy, p.__class__.__name__, type(Puppy) is type)  # expect: True Puppy True
print(sorted(p.__dict__.items()))  # expect: [('count', 99), ('name', 'Bit')]
Animal.legs = 4
print(p.legs, hasattr(p, "wings"), getattr(p, "wings", 0))  # expect: 4 False 0
setattr(p, "tail", True)
print(p.tail)  # expect: True
delattr(p, "tail")
print(hasattr(p, "tail"))  # expect: False


class Body:
    x = 1
    y = x + 1
    values = [i * 2 for i in range(3)]
    if y > 1:
        big = True
    for z in range(3):
        pass

    def get(self):
        return self.x, self.y, self.values, self.big, self.z


print(Body().get())  # expect: (1, 2, [0, 2, 4], True, 2)
method = d.speak
d.name = "Max"
print(method(), method.__self__ is d, method.__func__ is Dog.speak, Dog.speak(d))
# expect: Max barks True True Max barks
Empty = type("Empty", (), {"value": 7, "get": lambda self: self.value})
print(Empty().get(), Empty.__name__)  # expect: 7 Empty


class Meta(type):
    def __new__(mcls, name, bases, body, **kw):
        cls = super().__new__(mcls, name, bases, body)
        cls.made_by = mcls.__name__
        cls.options = kw
        return cls

    def __init__(cls, name, bases, body, **kw):
        super().__init__(name, bases, body)

    def shout(cls):
        return cls.__name__.upper()


class Made(metaclass=Meta, option=1):
    pass


print(Made.made_by, Made.options, Made.shout(), type(Made) is Meta)
# expect: Meta {'option': 1} MADE True


class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry.append((cls.__name__, tag))


class One(Base, tag="first"):
    pass


class Two(One):
    pass


print(Base.registry)  # expect: [('One', 'first'), ('Two', None)]


class Named:
    def __set_name__(self, owner, name):
        self.label = owner.__name__ + "." + name


class Holder:
    field = Named()


print(Holder.__dict__["field"].label)  # expect: Holder.field


class Single:
    instance = None

    def __new__(cls, value):
        if cls.instance is None:
            cls.instance = object.__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


print(Single(1) is Single(2), Single.instance.value)  # expect: True 2


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = 1
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"))  # expect: 1 False False
try:
    s.c = 1
except AttributeError as e:
    print(e)
# expect: 'Slots' object has no attribute 'c' and no __dict__ for setting new attributes


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


print(Pair(1, 2), Pair(1, 2).first, len(Pair(1, 2)), Pair(1, 2) == (1, 2))
# expect: (1, 2) 1 2 True


class Upper(str):
    def __add__(self, other):
        return Upper(str(self) + other.upper())


print(Upper("a") + "b" + "c", isinstance(Upper("a"), str))  # expect: aBC True


class Stack(list):
    def push(self, x):
        self.append(x)
        return self


print(Stack([1]).push(2).push(3), Stack(), len(Stack("ab")))  # expect: [1, 2, 3] [] 2


class Default(dict):
    def __missing__(self, key):
        return f"no {key}"


print(Default(a=1)["a"], Default()["b"], Default().get("b"))  # expect: 1 no b None


class Celsius(float):
    pass


class Count(int):
    def __repr__(self):
        return f"Count({int(self)})"


print(Celsius(1.5) + 1, Count(3), Count(3) + 1, Count(3) == 3)  # expect: 2.5 Count(3) 4 True
for bad in (lambda: Animal(), lambda: Animal("a", "b"), lambda: object(1), lambda: d.missing,
            lambda: Dog.missing, lambda: type("X", (int, str), {})):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: Animal.__init__() missing 1 required positional argument: 'name'
# expect: TypeError: Animal.__init__() takes 2 positional arguments but 3 were given
# expect: TypeError: object() takes no arguments
# expect: AttributeError: 'Dog' object has no attribute 'missing'
# expect: AttributeError: type object 'Dog' has no attribute 'missing'
# expect: TypeError: multiple bases have instance lay-out conflict
