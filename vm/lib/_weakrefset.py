"""WeakSet: a set that does not keep its items alive."""

from _weakref import ref

__all__ = ["WeakSet"]


class WeakSet:
    """A set of weak references. An item leaves it when nothing else refers to the item."""

    def __init__(self, data=None):
        self.data = set()
        own = ref(self)

        def discard(item, own=own):
            weak_set = own()
            if weak_set is not None:
                weak_set.data.discard(item)

        self._discard = discard
        if data is not None:
            self.update(data)

    # Items

    def __iter__(self):
        # A copy, so that items may go meanwhile.
        for item_ref in self.data.copy():
            item = item_ref()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            wanted = ref(item)
        except TypeError:
            return False
        return wanted in self.data

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def add(self, item):
        """Add an item to the set."""
        self.data.add(ref(item, self._discard))

    def clear(self):
        """Remove all items."""
        self.data.clear()

    def copy(self):
        """Return a new set with the same items."""
        return self.__class__(self)

    def pop(self):
        """Remove and return an arbitrary item."""
        while True:
            try:
                item_ref = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = item_ref()
            if item is not None:
                return item

    def remove(self, item):
        """Remove an item; KeyError if it is not there."""
        self.data.remove(ref(item))

    def discard(self, item):
        """Remove an item if it is there."""
        self.data.discard(ref(item))

    # Algebra. The other operand holds the items themselves.

    def update(self, other):
        """Add all items of the other iterable."""
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        """Return a new set with the items of both."""
        return self.__class__(item for part in (self, other) for item in part)

    __or__ = union

    def difference(self, other):
        """Return a new set with the items that are not in the other."""
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def difference_update(self, other):
        """Remove all items of the other from this set."""
        self.__isub__(other)

    def __isub__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])
        return self

    def intersection(self, other):
        """Return a new set with the items that are in both."""
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        """Keep only the items that are in the other as well."""
        self.__iand__(other)

    def __iand__(self, other):
        self.data.intersection_update([ref(item) for item in other])
        return self

    def symmetric_difference(self, other):
        """Return a new set with the items that are in one of the two."""
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        """Keep the items that are in one of the two."""
        self.__ixor__(other)

    def __ixor__(self, other):
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._discard) for item in other])
        return self

    # Comparison

    def issubset(self, other):
        """Are all items in the other?"""
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def issuperset(self, other):
        """Are all items of the other in this set?"""
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def isdisjoint(self, other):
        """Have the two no item in common?"""
        return len(self.intersection(other)) == 0

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    __class_getitem__ = classmethod(type(list[int]))
