"""Enumerations whose members are sets of bits: a part of enum."""

from _enum_body import auto, bin
from _enum_body import _bits
from _enum_classes import Enum, ReprEnum, StrEnum
from _enum_type import _Known

__name__ = "enum"  # where its classes say they are from


class FlagBoundary(StrEnum):
    """What a flag does with values that it has no names for."""

    STRICT = auto()   # ValueError
    CONFORM = auto()  # the unknown bits are dropped
    EJECT = auto()    # the value stays an int
    KEEP = auto()     # the unknown bits are kept


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
_Known.EJECT = EJECT


class Flag(Enum, boundary=STRICT):
    """An enum whose members combine with |, &, ^ and ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the next power of two."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            bits = last.bit_length()
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None
        return 2 ** bits

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The member for a combination of bits; makes it."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (
                    cls, value, bin(value, width), bin(mask, width)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 2 ** value.bit_length())
            else:
                raise ValueError(
                    "%r unknown flag boundary %r" % (cls, cls._boundary_))
        negative = None
        if value < 0:
            negative = value
            if cls._boundary_ in (EJECT, KEEP):
                value += all_bits + 1
            else:
                value &= cls._singles_mask_
        if value in cls._value2member_map_:
            made = cls._value2member_map_[value]
        else:
            made = cls._combine(value)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    @classmethod
    def _combine(cls, value):
        unknown = value & ~cls._flag_mask_
        aliases = value & ~cls._singles_mask_
        known = value & cls._singles_mask_
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (
                cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._combined_name(value, known, aliases)
        # Another thread may have been faster.
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _combined_name(cls, value, known, aliases):
        if not known and not aliases:
            return None
        members, combined = [], 0
        for part in cls._iter_member_(known):
            members.append(part)
            combined |= part._value_
        if aliases:
            wanted = known | aliases
            for part in list(cls._member_map_.values()):
                bits = part._value_
                if part not in members and bits and bits & wanted == bits:
                    members.append(part)
                    combined |= bits
        unknown = value ^ combined
        name = "|".join(part._name_ for part in members)
        if not combined:
            return None
        if unknown and cls._boundary_ is STRICT:
            raise ValueError("%r: no members with value %r" % (cls, unknown))
        if unknown:
            name += "|%s" % cls._numeric_repr_(unknown)
        return name

    def __contains__(self, other):
        """Are all bits of the other flag in this one?"""
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, value_repr(self._value_))
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _operands(self, other):
        """The two values of a binary operation, or None when the other is of no use."""
        right = self._get_value(other)
        if right is NotImplemented:
            return None
        for flag in self, other:
            if self._get_value(flag) is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags")
        return self._value_, right

    def __or__(self, other):
        operands = self._operands(other)
        if operands is None:
            return NotImplemented
        return self.__class__(operands[0] | operands[1])

    def __and__(self, other):
        operands = self._operands(other)
        if operands is None:
            return NotImplemented
        return self.__class__(operands[0] & operands[1])

    def __xor__(self, other):
        operands = self._operands(other)
        if operands is None:
            return NotImplemented
        return self.__class__(operands[0] ^ operands[1])

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


_Known.Flag = Flag


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are ints."""
