# with: order, suppression, exceptions on the way in and out, several managers, targets.
class Tracker:
    def __init__(self, name, suppress=False):
        self.name = name
        self.suppress = suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.suppress


with Tracker("a") as name:
    print("inside", name)
# expect: enter a
# expect: inside A
# expect: exit a None None False
with Tracker("b", suppress=True):
    raise ValueError("swallowed")
# expect: enter b
# expect: exit b ValueError swallowed True
print("after b")  # expect: after b
try:
    with Tracker("c"):
        raise KeyError("key")
except KeyError as e:
    print("caught", e)
# expect: enter c
# expect: exit c KeyError 'key' True
# expect: caught 'key'
with Tracker("d") as d, Tracker("e") as e:
    print(d, e)
# expect: enter d
# expect: enter e
# expect: D E
# expect: exit e None None False
# expect: exit d None None False
with (
    Tracker("f") as f,
    Tracker("g", suppress=True),
):
    raise RuntimeError("inner only")
# expect: enter f
# expect: enter g
# expect: exit g RuntimeError inner only True
# expect: exit f None None False
print("after g")  # expect: after g


def returns():
    with Tracker("h"):
        return "returned"


print(returns())
# expect: enter h
# expect: exit h None None False
# expect: returned
for i in range(3):
    with Tracker(f"loop{i}"):
        if i == 0:
            continue
        if i == 1:
            break
# expect: enter loop0
# expect: exit loop0 None None False
# expect: enter loop1
# expect: exit loop1 None None False


class BadEnter(Tracker):
    def __enter__(self):
        raise OSError("enter failed")


try:
    with Tracker("i"), BadEnter("j"):
        print("never")
except OSError as e:
    print("caught", e)
# expect: enter i
# expect: exit i OSError enter failed True
# expect: caught enter failed


class BadExit(Tracker):
    def __exit__(self, *args):
        raise LookupError("exit failed")


try:
    with BadExit("k"):
        raise ValueError("first")
except LookupError as e:
    print(e, "while handling", repr(e.__context__))
# expect: enter k
# expect: exit failed while handling ValueError('first')
target = {}
with Tracker("l") as target["x"]:
    pass
# expect: enter l
# expect: exit l None None False
print(target)  # expect: {'x': 'L'}


class Tuple:
    def __enter__(self):
        return (1, (2, 3))

    def __exit__(self, *args):
        pass


with Tuple() as (a, (b, c)):
    print(a, b, c)
# expect: 1 2 3


def generator():
    with Tracker("gen"):
        yield 1
        yield 2


it = generator()
print(next(it))
# expect: enter gen
# expect: 1
it.close()  # expect: exit gen GeneratorExit  True
