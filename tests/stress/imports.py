# Modules imported, dropped and imported again by all threads: each gets a whole module.
# modes: on off atomic
import sys

from _hammer import SECONDS, hammer, race, rounds

NAMES = ["bisect", "heapq", "keyword", "string", "textwrap", "queue", "statistics", "pprint"]


def fresh(me):
    """Everybody imports what nobody has imported: the module is executed once."""
    found = []
    for name in NAMES:
        found.append(__import__(name))
    return found


for number in rounds(SECONDS / 3):
    for name in NAMES:
        sys.modules.pop(name, None)
    results = race(fresh)
    for modules in zip(*results):
        assert all(module is modules[0] for module in modules), modules
    for module, name in zip(results[0], NAMES):
        assert module.__name__ == name and sys.modules[name] is module



def circle(me):
    """Two modules that import each other, from both ends: no deadlock, each is executed once."""
    if me % 2:
        import _circle_one
        import _circle_two
    else:
        import _circle_two
        import _circle_one
    return _circle_one, _circle_two


for number in rounds(SECONDS / 3):
    sys.modules.pop("_circle_one", None)
    sys.modules.pop("_circle_two", None)
    for one, two in race(circle):
        assert one is sys.modules["_circle_one"] and two is sys.modules["_circle_two"]
    assert one.started == [1] and one.ready and two.ready


def use(me):
    import heapq
    from bisect import insort
    from string import digits

    heap = []
    heapq.heappush(heap, me)
    insort(heap, 3)
    assert digits == "0123456789" and len(heap) == 2


def look(me):
    for name in list(sys.modules):
        assert isinstance(name, str)
    assert sys.modules["sys"] is sys and "_hammer" in sys.modules
    sys.modules[f"none_{me}"] = None
    try:
        __import__(f"none_{me}")
        raise AssertionError("imported")
    except ImportError:
        pass
    del sys.modules[f"none_{me}"]
    try:
        import no_such_module  # noqa: F401
    except ModuleNotFoundError as error:
        assert error.name == "no_such_module"


hammer(use, look, use, use, seconds=SECONDS / 3)
print("ok")  # expect: ok
