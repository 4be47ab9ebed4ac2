# Names of a module set, deleted and read by all threads; of builtins too, and through globals().
# modes: on off atomic
import builtins
import sys
import types

from _hammer import hammer

counter = ("counter", 0)
steady = "steady"
module = types.ModuleType("module")
module.value = ("value", 0)
sys.modules["module"] = module
here = globals()


def write(me):
    global counter, fleeting
    counter = ("counter", me)
    fleeting = ("fleeting", me)
    here["counter"] = ("counter", me)
    module.value = ("value", me)
    builtins.stress_word = ("word", me)


def remove(me):
    global fleeting
    try:
        del fleeting
    except NameError as error:
        assert str(error) == "name 'fleeting' is not defined"
    here.pop("fleeting", None)
    try:
        del builtins.stress_word
    except AttributeError:
        pass


def grow(me):
    """New names enlarge the table under readers, names of one's own stay one's own."""
    for n in range(10):
        name = f"name_{me}_{n}"
        here[name] = (name, n)
        assert here[name] == (name, n)
        assert eval(name) == (name, n)
        setattr(module, name, n)
        assert getattr(module, name) == n
    for n in range(10):
        name = f"name_{me}_{n}"
        del here[name]
        delattr(module, name)
        assert name not in here and not hasattr(module, name)


def shadow(me):
    """A built-in's name in the module hides it, until it goes."""
    global len
    len = lambda items: -1  # noqa: A001, E731
    here.pop("len", None)


def read(me):
    for _ in range(20):
        assert counter[0] == "counter" and steady == "steady"
        try:
            assert fleeting[0] == "fleeting"
        except NameError as error:
            assert str(error) == "name 'fleeting' is not defined", error
        try:
            assert stress_word[0] == "word"
        except NameError as error:
            assert str(error) == "name 'stress_word' is not defined", error
        assert len("abc") in (3, -1)
        assert module.value[0] == "value"


def look(me):
    assert "counter" in here and here["steady"] == "steady"
    assert vars(module)["value"][0] == "value"
    assert "value" in dir(module)
    for name in list(here):
        assert isinstance(name, str)
    from module import value

    assert value[0] == "value"
    space = {"base": me}
    exec("def f(): return base\nfound = f()\nbase = None", space)
    assert space["found"] == me


hammer(write, remove, read, grow, look, shadow, read, read)
print("ok")  # expect: ok
