# Properties and the descriptor protocol.
class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        """The temperature."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32


t = Temperature(20)
print(t.celsius, t.fahrenheit)  # expect: 20 68.0
t.celsius = 30
t.celsius += 5
print(t.celsius)  # expect: 35
try:
    t.celsius = -300
except ValueError as e:
    print(e)
# expect: too cold
del t.celsius
print(t.celsius, Temperature.celsius.__doc__)  # expect: 0 The temperature.
try:
    t.fahrenheit = 3
except AttributeError as e:
    print(e)
# expect: property 'fahrenheit' of 'Temperature' object has no setter
try:
    del t.fahrenheit
except AttributeError as e:
    print(e)
# expect: property 'fahrenheit' of 'Temperature' object has no deleter


class WriteOnly:
    value = property(None, lambda self, v: setattr(self, "seen", v))


w = WriteOnly()
w.value = 5
print(w.seen)  # expect: 5
try:
    w.value
except AttributeError as e:
    print(e)
# expect: property 'value' of 'WriteOnly' object has no getter


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__[self.name]

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value


class Point:
    x = Typed(int)
    y = Typed(int)

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
p.x += 10
print(p.x, p.y, type(Point.x).__name__)  # expect: 11 2 Typed
try:
    p.y = "high"
except TypeError as e:
    print(e)
# expect: y must be int


class NonData:
    def __get__(self, obj, owner):
        return "from descriptor"


class Holder:
    d = NonData()


h = Holder()
print(h.d)  # expect: from descriptor
h.d = "from instance"
print(h.d, Holder.d)  # expect: from instance from descriptor


class Fallback:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)

    def __delattr__(self, name):
        print("deleting", name)
        object.__delattr__(self, name)


f = Fallback()
f.a = 4
print(f.a, f.xyz, hasattr(f, "nope"))  # expect: 8 XYZ False
del f.a  # expect: deleting a
try:
    f.a
except AttributeError as e:
    print(e)
# expect: no a


class All:
    def __getattribute__(self, name):
        return "always " + name


print(All().anything)  # expect: always anything


class Lazy:
    @property
    def broken(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return "fallback for " + name


print(Lazy().broken)  # expect: fallback for broken
