# Attributes of one instance set, deleted and read by all, by name, through __dict__ and in slots.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer


class Box:
    shared = "class"

    def where(self):
        return "box"


class Crate(Box):
    def where(self):
        return "crate"


class Narrow:
    __slots__ = ("left", "right", "own")


box = Box()
narrow = Narrow()
NAMES = [f"name_{n}" for n in range(12)]


def scene():
    global box, narrow
    box = Box()
    narrow = Narrow()


def gone(action, *arguments):
    try:
        return action(*arguments)
    except AttributeError:
        return None


def write(me):
    for name in NAMES[me % 3 :: 3]:
        setattr(box, name, (name, me))
    box.name_0 = ("name_0", me)
    box.name_1 = ("name_1", me)
    narrow.left = ("left", me)
    narrow.right = ("right", me)


def remove(me):
    for name in NAMES[me % 4 :: 4]:
        gone(delattr, box, name)
    gone(delattr, narrow, "left")
    narrow.left = ("left", me)


def own_attribute(me):
    """One's own attribute holds what one put there, while others change the instance's shape."""
    name = f"own_{me}"
    for n in range(10):
        setattr(box, name, n)
        assert getattr(box, name) == n
        assert box.__dict__[name] == n
        delattr(box, name)
        assert not hasattr(box, name)
        box.__dict__[name] = -n
        assert getattr(box, name) == -n
        assert box.__dict__.pop(name) == -n


def read(me):
    for name in NAMES:
        found = getattr(box, name, None)
        assert found is None or found[0] == name, (name, found)
    found = gone(lambda: box.name_0)
    assert found is None or found[0] == "name_0"
    assert box.shared == "class" and box.where() in ("box", "crate")
    left = gone(lambda: narrow.left)
    assert left is None or left[0] == "left"
    right = gone(lambda: narrow.right)
    assert right is None or right[0] == "right"
    hasattr(box, "nothing")


def through_dict(me):
    space = box.__dict__
    space["name_5"] = ("name_5", me)
    space.pop("name_6", None)
    space.update({"name_7": ("name_7", me)})
    for name, found in space.copy().items():
        assert name.startswith("own_") or found[0] == name
    for name, found in list(vars(box).items()):
        assert name.startswith("own_") or found[0] == name
    assert box.__dict__ is space
    assert "shared" in dir(box)


def change_class(me):
    box.__class__ = Crate
    assert isinstance(box, Box)
    box.__class__ = Box
    assert type(box) in (Box, Crate)


def new_dict(me):
    """The whole namespace replaced; names of others go with it."""
    other.__dict__ = {"a": ("a", me), "b": ("b", me)}
    for name in ("a", "b"):
        found = getattr(other, name)
        assert found[0] == name and 0 <= found[1] < THREADS
    other.a = ("a", me)
    other.__dict__["b"] = ("b", me)
    assert len(other.__dict__) >= 2
    other.__class__ = Crate
    other.__class__ = Box


other = Box()
other.__dict__ = {"a": ("a", 0), "b": ("b", 0)}


def after():
    for name, found in vars(box).items():
        assert found[0] == name
        assert getattr(box, name) == found


hammer(
    write, remove, own_attribute, read, through_dict, change_class, own_attribute, read,
    before=scene, after=after, seconds=SECONDS / 2,
)  # fmt: skip
hammer(new_dict, seconds=SECONDS / 2)
print("ok")  # expect: ok
