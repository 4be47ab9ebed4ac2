# defaultdict, OrderedDict, Counter and ChainMap under all threads.
# modes: on off atomic
from collections import ChainMap, Counter, OrderedDict, defaultdict

from _hammer import SECONDS, THREADS, hammer

grouped = defaultdict(list)
ordered = OrderedDict()
counted = Counter()
chained = ChainMap({}, {"base": ("base", 0)})
added = [0] * THREADS


def scene():
    grouped.clear()
    ordered.clear()
    counted.clear()
    for me in range(THREADS):
        added[me] = 0


def calm(action, *arguments):
    try:
        return action(*arguments)
    except KeyError:
        return None
    except RuntimeError as error:
        assert "during iteration" in str(error) or "mutated" in str(error), error


def group(me):
    """What is there already is never made anew: appending to it loses nothing."""
    for n in range(10):
        grouped[n % 3].append((me, added[me]))
        added[me] += 1


def all_grouped():
    items = [item for group in grouped.values() for item in group]
    assert len(items) == len(set(items)) == sum(added), (len(items), sum(added))


def use_default(me):
    grouped[me].append(me)
    assert grouped[me] == [me]
    assert grouped.pop(me) == [me]
    assert grouped.default_factory is list
    grouped.setdefault("all", []).append(me)
    if me == 0:
        grouped["all"] = []
    calm(lambda: repr(grouped))
    calm(grouped.copy)
    calm(lambda: grouped | {1: []})
    calm(grouped.__ior__, {"x": []})


def order(me):
    for n in range(5):
        ordered[me, n] = (me, n)
        assert ordered.get((me, n), (me, n)) == (me, n)
        calm(ordered.move_to_end, (me, n))
        calm(lambda: ordered.move_to_end((me, n), last=False))
    for n in range(5):
        assert ordered.pop((me, n), (me, n)) == (me, n)
    entry = calm(ordered.popitem)
    assert entry is None or entry[0] == entry[1]
    entry = calm(lambda: ordered.popitem(last=False))
    assert entry is None or entry[0] == entry[1]


def look_at_order(me):
    calm(lambda: [None for key, value in ordered.items() if key != value] == [] or 1 / 0)
    calm(lambda: list(reversed(ordered)))
    calm(lambda: ordered == OrderedDict(ordered))
    calm(repr, ordered)
    calm(ordered.copy)
    calm(ordered.update, {(me, 9): (me, 9)})
    ordered.setdefault((me, 8), (me, 8))


def count(me):
    """Counting is reading and writing back: some may be lost, none invented."""
    added[me] += 7
    for letter in "abcab":
        counted[letter] += 1
    counted.update("cd")
    calm(counted.most_common)
    calm(lambda: counted + Counter("a"))
    assert 0 < counted.total() <= sum(added)


def counted_at_most():
    assert 0 < counted.total() <= sum(added)


def chain(me):
    chained[f"key_{me}"] = (f"key_{me}", me)
    assert chained[f"key_{me}"] == (f"key_{me}", me) and chained["base"][0] == "base"
    child = chained.new_child({"base": ("base", me)})
    assert child["base"] == ("base", me)
    calm(lambda: list(chained.items()))
    calm(lambda: len(chained))
    del chained[f"key_{me}"]
    assert f"key_{me}" not in chained


def start_groups():
    scene()
    for n in range(3):
        grouped[n] = []


part = SECONDS / 5
hammer(group, before=start_groups, after=all_grouped, seconds=part)
hammer(use_default, before=scene, seconds=part)
hammer(order, order, order, look_at_order, before=scene, seconds=part)
hammer(count, before=scene, after=counted_at_most, seconds=part)
hammer(chain, seconds=part)
print("ok")  # expect: ok
