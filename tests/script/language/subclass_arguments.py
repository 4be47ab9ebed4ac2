# Classes that extend containers: arguments that __new__ takes, a __hash__ of their own.
class Tagged(list):
    def __new__(cls, items, tag=None):
        self = super().__new__(cls, items)
        self.tag = tag
        return self


tagged = Tagged([1, 2], tag="t")
print(tagged, tagged.tag)  # expect: [1, 2] t
try:
    list([1], tag="t")
except TypeError as error:
    print(error)  # expect: list() takes no keyword arguments


class Hashed(set):
    def __hash__(self):
        return 42


member = Hashed()
group = set()
group.add(member)
print(member in group, len(group))  # expect: True 1
group.remove(member)
print(group)  # expect: set()
print({1} in {frozenset({1})})  # expect: True

import bisect
import sys

print(bisect.bisect_right(range(sys.maxsize - 1), sys.maxsize - 3) == sys.maxsize - 2)  # expect: True
try:
    int("42", 2**100)
except ValueError as error:
    print(error)  # expect: int() base must be >= 2 and <= 36, or 0
