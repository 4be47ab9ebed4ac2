"""What stands in the body of an enumeration: a part of enum."""

__name__ = "enum"  # where its classes say they are from

_builtin_property = property


class nonmember:
    """Keeps its value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes its value a member, also if it is a function or class."""

    def __init__(self, value):
        self.value = value


class _NoValue:
    def __repr__(self):
        return "_auto_null"


_no_value = _NoValue()


class auto:
    """Stands for a value that _generate_next_value_() picks."""

    def __init__(self, value=_no_value):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


# --- what a name or value is


def _is_descriptor(value):
    return (hasattr(value, "__get__") or hasattr(value, "__set__")
            or hasattr(value, "__delete__"))


def _is_dunder(name):
    return (len(name) > 4 and name[:2] == name[-2:] == "__"
            and name[2] != "_" and name[-3] != "_")


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    prefix = "_" + class_name + "__"
    return (len(name) > len(prefix) and name.startswith(prefix)
            and (name[-1] != "_" or name[-2] != "_"))


def _is_inner_class(class_name, value):
    """Is the value a class made in the body of the class?"""
    if not isinstance(value, type):
        return False
    qualname = getattr(value, "__qualname__", "")
    tail = class_name + "." + getattr(value, "__name__", "")
    return qualname == tail or qualname.endswith("." + tail)


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


def _bits(number):
    """The single bits of a number, lowest first."""
    if number < 0:
        raise ValueError("%r is not a positive integer" % (number,))
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def bin(num, max_bits=None):
    """Like the built-in, in two's complement with the sign's bit apart: bin(10) = '0b0 1010'."""
    limit = 1 << num.bit_length()
    if num >= 0:
        digits = format(num + limit, "b")
        sign = "0"
    else:
        digits = format(~num ^ (limit - 1) | limit, "b")
        sign = "1"
    digits = digits[1:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign * max_bits + digits)[-max_bits:]
    return "0b%s %s" % (sign, digits)


def show_flag_values(value):
    """The powers of two in a flag."""
    return list(_bits(getattr(value, "value", value)))


# --- the class body


_SUNDERS = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
    "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
    "_add_alias_", "_add_value_alias_"))


class EnumDict(dict):
    """The namespace of an enum's body: knows which names become members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}  # used as an ordered set
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name
        self._generate_next_value = None

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            self._set_sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
                _is_descriptor(value)
                or (self._cls_name is not None and _is_inner_class(self._cls_name, value))):
            value = self._new_member(key, value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _SUNDERS and not key.startswith("_repr_"):
            raise ValueError(
                "_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = (
                value.__func__ if isinstance(value, staticmethod) else value)
        elif key == "_ignore_":
            names = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = names
            already = set(names) & set(self._member_names)
            if already:
                raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))

    def _new_member(self, key, value):
        if key in self:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._fill_in(key, value)
        elif isinstance(value, tuple):
            if any(isinstance(part, auto) for part in value):
                parts = [self._fill_in(key, part) if isinstance(part, auto) else part
                         for part in value]
                if type(value) is tuple:
                    value = tuple(parts)
                elif hasattr(value, "_fields"):  # a namedtuple
                    value = type(value)(*parts)
                else:
                    value = type(value)(parts)
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    def _fill_in(self, key, value):
        """The value that an auto() gets."""
        if value.value is _no_value:
            value.value = self._generate_next_value(
                key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        return value.value

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


class property(_builtin_property):
    """A property of members that leaves its name free for a member of the class."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(
            "<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(
            "<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__
