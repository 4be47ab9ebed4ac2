# Weak references: what they answer while their object lives and afterwards, and who may have one.
# needs-python: 3.13
import gc
import weakref


class Node:
    def __init__(self, name="n"):
        self.name = name

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


def raised(action):
    try:
        action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing raised"


node = Node()
ref = weakref.ref(node)
assert ref() is node
assert weakref.ref(node) is ref and weakref.ref(node, None) is ref
assert weakref.getweakrefcount(node) == 1 and weakref.getweakrefs(node) == [ref]
assert node.__weakref__ is ref and Node().__weakref__ is None
twin = Node()
twin_ref = weakref.ref(twin)
assert ref == twin_ref and hash(ref) == hash(node)
del node
gc.collect()
assert ref() is None and ref != twin_ref and ref == ref
assert hash(ref) == hash("n")  # asked for while it lived
unasked = weakref.ref(Node())
gc.collect()
print(raised(lambda: hash(unasked)))  # expect: TypeError: weak object has gone away
print(repr(unasked).split(" at ")[0], repr(unasked).endswith("; dead>"))  # expect: <weakref True

# Callbacks: the youngest first, with the reference, after it has forgotten the object.
calls = []
node = Node()
refs = [weakref.ref(node, lambda r, i=i: calls.append((i, r is refs[i], r()))) for i in range(3)]
assert refs[0].__callback__ is not None and len(set(map(id, refs))) == 3
dropped = weakref.ref(node, lambda r: calls.append("dropped"))
del dropped
del node
gc.collect()
print(calls)  # expect: [(2, True, None), (1, True, None), (0, True, None)]
assert refs[0].__callback__ is None


# A finalizer runs first, and may still look.
class Final:
    def __del__(self):
        seen.append(own() is self)


seen = []
final = Final()
own = weakref.ref(final, lambda r: seen.append("callback"))
del final
gc.collect()
print(seen)  # expect: [True, 'callback']


# Who may have one.
class Slotted:
    __slots__ = ("a",)


class SlottedWeak(Slotted):
    __slots__ = ("__weakref__",)


class MyList(list):
    pass


class MyTuple(tuple):
    pass


def function():
    yield


for thing in (Node, function, function(), print, gc, {1}, MyList(), SlottedWeak(), Node().__eq__):
    assert weakref.ref(thing).__callback__ is None
print(raised(lambda: weakref.ref(1)))  # expect: TypeError: cannot create weak reference to 'int' object
print(raised(lambda: weakref.ref([])))  # expect: TypeError: cannot create weak reference to 'list' object
# expect: TypeError: cannot create weak reference to 'Slotted' object
print(raised(lambda: weakref.ref(Slotted())))
# expect: TypeError: cannot create weak reference to 'MyTuple' object
print(raised(lambda: weakref.ref(MyTuple())))
# expect: TypeError: __weakref__ slot disallowed: we already got one
print(raised(lambda: type("Twice", (SlottedWeak,), {"__slots__": ["__weakref__"]})))


# Subclasses
class Named(weakref.ref):
    __slots__ = ("name",)

    def __new__(cls, target, callback=None, name=None):
        self = super().__new__(cls, target, callback)
        self.name = name
        return self

    def __init__(self, target, callback=None, name=None):
        super().__init__(target, callback)


node = Node()
named = Named(node, name="x")
assert named() is node and named.name == "x" and Named(node) is not Named(node)
assert isinstance(named, weakref.ref) and named == weakref.ref(node)

# Bound methods
gone = []


class Worker:
    def work(self):
        return "worked"


worker = Worker()
weak_method = weakref.WeakMethod(worker.work, gone.append)
print(weak_method()())  # expect: worked
assert weak_method == weakref.WeakMethod(worker.work)
del worker
gc.collect()
assert weak_method() is None and gone == [weak_method]
print("done")  # expect: done
