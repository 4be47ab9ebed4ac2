# Copies and pictures of things that change meanwhile: whole, or RuntimeError, never a crash.
# modes: on off atomic
import copy
import json
import pprint

from _hammer import hammer

numbers = list(range(20))
table = {str(n): n for n in range(20)}
members = set(range(20))
nested = {"list": numbers, "table": table, "deep": {"list": [numbers, table]}}


class Point:
    def __init__(self):
        self.x = 1
        self.items = [1, 2]

    def __repr__(self):
        return f"Point({self.x}, {self.items})"


point = Point()


def calm(action, *arguments):
    try:
        return action(*arguments)
    except RuntimeError as error:
        assert "changed" in str(error) and "during iteration" in str(error), error
    except KeyError:  # deepcopy() of a dict may look up a key that is gone
        pass
    return None


def change(me):
    for n in range(20):
        numbers.append(n)
        numbers.pop(0)
        table[f"{me}-{n}"] = n
        members.add(1000 + 100 * me + n)
        setattr(point, f"name_{n}", n)
    for n in range(20):
        table.pop(f"{me}-{n}", None)
        members.discard(1000 + 100 * me + n)
        try:
            delattr(point, f"name_{n}")
        except AttributeError:
            pass
    point.items = [me]
    nested[f"key-{me}"] = me
    nested.pop(f"key-{me}")


def sane_numbers(found):
    assert found is None or all(type(n) is int for n in found)


def sane_table(found):
    assert found is None or all(type(k) is str and type(v) is int for k, v in found.items())


def take_copies(me):
    sane_numbers(copy.copy(numbers))
    sane_numbers(calm(copy.deepcopy, numbers))
    sane_table(copy.copy(table))
    sane_table(calm(copy.deepcopy, table))
    sane_numbers(copy.copy(members))
    sane_numbers(calm(copy.deepcopy, members))
    found = calm(copy.copy, point)
    assert found is None or found.x == 1
    found = calm(copy.deepcopy, point)
    assert found is None or found.x == 1


def take_deep_copies(me):
    found = calm(copy.deepcopy, nested)
    if found is not None:
        sane_numbers(found["list"])
        assert found["deep"]["list"][0] is found["list"]


def write_json(me):
    text = calm(json.dumps, numbers)
    sane_numbers(text and json.loads(text))
    text = calm(json.dumps, table)
    assert text is None or isinstance(json.loads(text), dict)
    text = calm(lambda: json.dumps(nested, indent=1, sort_keys=True))
    assert text is None or "deep" in json.loads(text)
    assert json.loads(json.dumps(numbers)) is not None


def draw(me):
    for thing, first in ((numbers, "["), (table, "{"), (members, "{"), (nested, "{")):
        text = calm(repr, thing)
        assert text is None or text[0] == first, text
        text = calm(str, thing)
        assert text is None or text[0] == first, text
        text = calm("{}".format, thing)
        assert text is None or text[0] == first, text
    calm(pprint.pformat, nested)
    assert repr(point).startswith("Point(1, [")
    sane_numbers(calm(sorted, members))
    calm(lambda: sum(numbers) + max(table.values()) + len(nested))


hammer(change, take_copies, write_json, draw, change, take_deep_copies, write_json, draw)
print("ok")  # expect: ok
