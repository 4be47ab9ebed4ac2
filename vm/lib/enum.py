"""Enumerations: classes whose members are named, unique constants.

The names and values of a class body stand in _enum_body, the metaclass in _enum_type, Enum, IntEnum
and StrEnum in _enum_classes, flags in _enum_flags.
"""

import sys

from _enum_body import EnumDict, auto, bin, member, nonmember, property, show_flag_values
from _enum_body import _bits, _is_single_bit
from _enum_type import EnumMeta, EnumType
from _enum_classes import (
    Enum, IntEnum, ReprEnum, StrEnum, pickle_by_enum_name, pickle_by_global_name)
from _enum_flags import CONFORM, EJECT, Flag, FlagBoundary, IntFlag, KEEP, STRICT

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
    "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary",
    "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str",
    "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name",
    "pickle_by_enum_name", "show_flag_values",
]


def unique(enumeration):
    """Class decorator: no two names for one value."""
    duplicates = [(name, made.name) for name, made in enumeration.__members__.items()
                  if name != made.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def global_enum_repr(self):
    """module.NAME, for enums whose members are the module's constants."""
    module = self.__class__.__module__.split(".")[-1]
    return "%s.%s" % (module, self._name_)


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    class_name = self.__class__.__name__
    if self._name_ is None:
        return "%s.%s(%r)" % (module, class_name, self._value_)
    if _is_single_bit(self._value_):
        return "%s.%s" % (module, self._name_)
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join("%s.%s" % (module, name) for name in self.name.split("|"))
    return "|".join(name if name[0].isdigit() else "%s.%s" % (module, name)
                    for name in self._name_.split("|"))


def global_str(self):
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: the members become names of the module too."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator: checks an enum for the properties named."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        flag = issubclass(enumeration, Flag)
        if not flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                self._check_unique(enumeration)
            elif check is CONTINUOUS:
                self._check_continuous(enumeration, flag)
            elif check is NAMED_FLAGS and flag:
                self._check_named(enumeration)
        return enumeration

    @staticmethod
    def _check_unique(enumeration):
        aliases = ["%s -> %s" % (name, made.name)
                   for name, made in enumeration.__members__.items() if name != made.name]
        if aliases:
            raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join(aliases)))

    @staticmethod
    def _check_continuous(enumeration, flag):
        values = {made.value for made in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if flag:
            wanted = {1 << n for n in range(low.bit_length(), high.bit_length() - 1)}
            kind = "invalid flag %r: missing values %s"
        elif issubclass(enumeration, Enum):
            wanted = set(range(low + 1, high))
            kind = "invalid enum %r: missing values %s"
        missing = sorted(wanted - values)
        if missing:
            raise ValueError((kind % (
                enumeration.__name__, ", ".join(str(value) for value in missing)))[:256])

    @staticmethod
    def _check_named(enumeration):
        names = enumeration._member_names_
        values = [made.value for made in enumeration]
        missing_names, missing_value = [], 0
        for name, alias in enumeration._member_map_.items():
            if name in names or alias.value < 0:
                continue
            missed = [value for value in _bits(alias.value) if value not in values]
            if missed:
                missing_names.append(name)
                for value in missed:
                    missing_value |= value
        if not missing_names:
            return
        if len(missing_names) == 1:
            start = "alias %s is missing" % missing_names[0]
        else:
            start = "aliases %s and %s are missing" % (
                ", ".join(missing_names[:-1]), missing_names[-1])
        if _is_single_bit(missing_value):
            amount = "value 0x%x" % missing_value
        else:
            amount = "combined values of 0x%x" % missing_value
        raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]"
                         % (enumeration.__name__, start, amount))
