# del: names, items, slices, attributes, and what is left.
x = 1
del x
try:
    x
except NameError as e:
    print(e)
# expect: name 'x' is not defined
a = b = [1, 2, 3, 4]
del a[0], a[-1]
print(b)  # expect: [2, 3]
del a
print(b)  # expect: [2, 3]
d = {"k": 1, "l": 2}
del d["k"]
print(d)  # expect: {'l': 2}


class C:
    y = 5


c = C()
c.x = 1
del c.x
try:
    del c.x
except AttributeError as e:
    print(e)
# expect: 'C' object has no attribute 'x'
try:
    del c.y
except AttributeError as e:
    print(e)
# expect: 'C' object has no attribute 'y'
del C.y
print(hasattr(c, "y"))  # expect: False


def local():
    z = 1
    del z
    try:
        z
    except UnboundLocalError as e:
        print(e)
    z = 2
    return z


print(local())
# expect: cannot access local variable 'z' where it is not associated with a value
# expect: 2
p, (q, r) = 1, (2, 3)
del p, (q, r)
print("p" in globals(), "q" in globals())  # expect: False False
for bad in (lambda: remove((1,)), lambda: remove("abc"), lambda: remove({}), lambda: remove([])):
    def remove(o):
        del o[0]
    try:
        bad()
    except (TypeError, LookupError) as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: 'tuple' object doesn't support item deletion
# expect: TypeError: 'str' object doesn't support item deletion
# expect: KeyError: 0
# expect: IndexError: list assignment index out of range


class Watched:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


w = Watched("one")
del w  # expect: del one
w = Watched("two")
w = Watched("three")  # expect: del two
w = None  # expect: del three


def scope():
    inside = Watched("inside")
    print("leaving")


scope()
# expect: leaving
# expect: del inside
items = [Watched("in list")]
items.clear()  # expect: del in list
print("end")  # expect: end
