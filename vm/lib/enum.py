"""Enumerations: classes whose members are named, unique constants."""

import sys

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
    "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary",
    "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str",
    "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name",
    "pickle_by_enum_name", "show_flag_values",
]

# The classes of this module, as soon as they are there: the metaclass makes them too.
Enum = Flag = EJECT = KEEP = ReprEnum = None

_absent = object()
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


class _MemberMaker:
    """Stands in the class body for a member, which it makes when the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, name):
        delattr(enum_class, name)
        made = self._make(enum_class)
        value = made._value_
        known = self._find(enum_class, value)
        if known is not None:
            made = known
        else:
            made._name_ = name
            made.__objclass__ = enum_class
            made.__init__(*self._arguments())
            made._sort_order_ = len(enum_class._member_names_)
            self._count_in(enum_class, made, name, value)
        enum_class._add_member_(name, made)
        if known is None:
            _register_value(enum_class, made, value)

    def _arguments(self):
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def _make(self, enum_class):
        """A new instance with its _value_."""
        value, base = self.value, enum_class._member_type_
        arguments = self._arguments()
        if base is tuple:
            arguments = (arguments,)
        if enum_class._use_args_:
            made = enum_class._new_member_(enum_class, *arguments)
        else:
            made = enum_class._new_member_(enum_class)
        if not hasattr(made, "_value_"):
            if base is object:
                made._value_ = value
            else:
                try:
                    made._value_ = base(*arguments)
                except Exception as error:
                    failure = TypeError("_value_ not set in __new__, unable to create it")
                    failure.__cause__ = error
                    raise failure
        return made

    def _find(self, enum_class, value):
        """The member that has this value already, if any."""
        try:
            try:
                return enum_class._value2member_map_[value]
            except KeyError:
                return None
        except TypeError:
            for name in enum_class._member_map_:
                other = enum_class._member_map_[name]
                if other._value_ == value:
                    return other
            return None

    def _count_in(self, enum_class, made, name, value):
        """Canonical members are counted; of a flag's only those of one bit."""
        if Flag is None or not issubclass(enum_class, Flag):
            enum_class._member_names_.append(name)
            return
        if isinstance(value, int):
            enum_class._flag_mask_ |= value
            if _is_single_bit(value):
                enum_class._singles_mask_ |= value
                enum_class._member_names_.append(name)
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
        elif not isinstance(made, int):
            enum_class._member_names_.append(name)


def _register_value(enum_class, made, value):
    """Lets the class find the member by its value."""
    try:
        enum_class._value2member_map_.setdefault(value, made)
        if value not in enum_class._hashable_values_:
            enum_class._hashable_values_.append(value)
    except TypeError:
        enum_class._unhashable_values_.append(value)
        enum_class._unhashable_values_map_.setdefault(made._name_, []).append(value)


class EnumType(type):
    """The class of enums."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(
                first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        metacls._check_body(classdict)
        order = classdict.pop("_order_", None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        if classdict.get("_generate_next_value_") is not None:
            dict.__setitem__(classdict, "_generate_next_value_",
                             staticmethod(classdict._generate_next_value))
        namespace = dict(classdict)
        namespace.update(
            _new_member_=new,
            _use_args_=use_args,
            _member_names_=[],
            _member_map_={},
            _value2member_map_={},
            _hashable_values_=[],
            _unhashable_values_=[],
            _unhashable_values_map_={},
            _member_type_=member_type,
            _value_repr_=metacls._find_data_repr_(cls, bases),
            _boundary_=boundary or getattr(first_enum, "_boundary_", None),
            _flag_mask_=0,
            _singles_mask_=0,
            _all_bits_=0,
            _inverted_=None,
        )
        for name in classdict._member_names:
            namespace[name] = _MemberMaker(classdict[name])
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as error:
            if hasattr(error, "__notes__"):
                del error.__notes__
            raise
        metacls._add_data_type_methods(enum_class, bases, namespace, member_type, first_enum)
        if Flag is not None and issubclass(enum_class, Flag):
            metacls._finish_flag(enum_class)
        if Enum is not None:
            # Members are made; from here on a call looks them up.
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
        metacls._check_order(enum_class, order)
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    @staticmethod
    def _check_body(classdict):
        classdict.setdefault("_ignore_", [])
        for name in [*classdict["_ignore_"], "_ignore_"]:
            classdict.pop(name, None)
        invalid = set(classdict._member_names) & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % (
                ",".join(repr(name) for name in invalid)))

    @staticmethod
    def _check_order(enum_class, order):
        if order is None:
            return
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        names = enum_class._member_names_
        known = enum_class._member_map_
        aliases = [name for name in order
                   if name not in known or (name in known and name not in names)]
        order = [name for name in order if name not in aliases]
        if order != names:
            raise TypeError("member order does not match _order_:\n  %r\n  %r" % (names, order))

    @staticmethod
    def _add_data_type_methods(enum_class, bases, namespace, member_type, first_enum):
        """Chooses between the methods of the enum and those of the mixed-in data type."""
        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError(
                    "ReprEnum subclasses must be mixed with a data type (i.e. int, str, "
                    "float, etc.)")
            if "__format__" not in namespace:
                namespace["__format__"] = enum_class.__format__ = member_type.__format__
            if "__str__" not in namespace:
                method = member_type.__str__
                if method is object.__str__:
                    method = member_type.__repr__
                namespace["__str__"] = enum_class.__str__ = method
        if first_enum is None:
            return
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in namespace:
                continue
            found = getattr(enum_class, name)
            if found in (getattr(member_type, name), getattr(object, name)):
                setattr(enum_class, name, getattr(first_enum, name))
        if Flag is not None and issubclass(enum_class, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                         "__invert__"):
                if name not in namespace:
                    setattr(enum_class, name, getattr(Flag, name))

    @staticmethod
    def _finish_flag(enum_class):
        values = [made._value_ for made in enum_class]
        if values != sorted(values):
            enum_class._iter_member_ = enum_class._iter_member_by_def_

    # --- what the class can do

    def __bool__(cls):
        return True

    def __call__(cls, value=_absent, names=_absent, *values, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """Look a member up by its value; a class without members makes a new enum."""
        if cls._member_map_:
            if names is not _absent:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _absent and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, "
                "empty, enum")
        return cls._create_(
            class_name=value, names=None if names is _absent else names, module=module,
            qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, value):
        """Is it a member, or the value of one?"""
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__",
                 *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return _read_only(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    # --- the functional API

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            originals, names, last_values = names, [], []
            for count, name in enumerate(originals):
                value = first_enum._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        if names is None:
            names = ()
        for item in names:
            if isinstance(item, str):
                name, value = item, names[item]
            else:
                name, value = item
            classdict[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """The data type of the members, and the last enum among the bases."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError(
                "new enumerations should be created as `EnumName([mixin_type, ...] "
                "[data_type,] enum_type)`")
        member_type = metacls._find_data_type_(class_name, bases) or object
        return member_type, first_enum

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    fields = base.__dict__.get("__dataclass_fields__")
                    params = base.__dict__.get("__dataclass_params__")
                    if fields is not None and params is not None and params.repr:
                        return _dataclass_repr
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        found, seen = [], set(bases)
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                seen.add(base)
                if base is object:
                    continue
                data_type = None
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        data_type = base._member_type_
                    else:
                        continue
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    data_type = candidate or base
                else:
                    candidate = candidate or base
                    continue
                if data_type not in found:
                    found.append(data_type)
                break
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, set(found)))
        return found[0] if found else None

    @classmethod
    def _find_new_(metacls, classdict, member_type, first_enum):
        """(the function that makes members, keep it as __new_member__?, pass it the value?)"""
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if isinstance(new, staticmethod):
            new = new.__func__
        if new is None:
            plain = (None, None.__new__, object.__new__, getattr(Enum, "__new__", None))
            for attribute in ("__new_member__", "__new__"):
                for source in (member_type, first_enum):
                    target = getattr(source, attribute, None)
                    if not any(target is other or target == other for other in plain):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = first_enum is not None and new is not object.__new__ \
            and new != object.__new__
        return new, save_new, use_args

    def _find_hidden(cls, name):
        """(attribute of a base that a member of this name hides, its kind, the base)"""
        found = None, None, None
        for base in cls.__mro__[1:]:
            if name not in base.__dict__:
                continue
            attribute = base.__dict__[name]
            if isinstance(attribute, _builtin_property):
                return attribute, "enum", base
            if found[1] is None:
                kind = "desc" if _is_descriptor(attribute) else "attr"
                found = attribute, kind, base
        return found

    def _add_member_(cls, name, made):
        """Makes the member an attribute; a descriptor of that name in a base is redirected."""
        if name in cls._member_map_:
            if cls._member_map_[name] is not made:
                raise NameError("%r is already bound: %r" % (name, cls._member_map_[name]))
            return
        hidden, kind, owner = cls._find_hidden(name)
        if kind is None:
            type.__setattr__(cls, name, made)
        else:
            redirect = property()
            if kind != "attr":
                redirect = property(getattr(hidden, "fget", None), getattr(hidden, "fset", None),
                                    getattr(hidden, "fdel", None))
            redirect.member = made
            redirect._attr_type = kind
            redirect._cls_type = owner
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        cls._member_map_[name] = made


EnumMeta = EnumType


# types.MappingProxyType, without importing types.
_read_only = type(type.__dict__)


class Enum(metaclass=EnumType):
    """A class of named constants.

    class Colour(Enum):
        RED = 1
        BLUE = 2

    Members are found by attribute (Colour.RED), value (Colour(1)) and name (Colour["RED"]).
    """

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:  # unhashable
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
        if not cls._member_map_:
            if getattr(cls, "_%s__in_progress" % cls.__name__, False):
                raise TypeError("do not use `super().__new__; call the appropriate __new__ "
                                "directly") from None
            raise TypeError("%r has no members defined" % cls)
        return cls._look_further(value)

    @classmethod
    def _look_further(cls, value):
        """Asks _missing_()."""
        error = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            error, result = raised, None
        try:
            if isinstance(result, cls):
                return result
            if (Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT
                    and isinstance(result, int)):
                return result
            invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and error is None:
                raise invalid
            if error is None:
                error = TypeError(
                    "error in %s._missing_: returned %r instead of None or a valid member" % (
                        cls.__name__, result))
            if not isinstance(error, ValueError):
                error.__context__ = invalid
            raise error
        finally:
            error = invalid = None  # no cycle through this frame

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            if value in cls._value2member_map_:
                if cls._value2member_map_[value] is not self:
                    raise ValueError("%r is already bound: %r" % (
                        value, cls._value2member_map_[value]))
                return
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    if other is not self:
                        raise ValueError("%r is already bound: %r" % (value, other))
                    return
        _register_value(cls, self, value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the biggest so far."""
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (last,)) from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, "__dict__", []):
            if name[0] != "_" and name not in self._member_map_:
                names.add(name)
        for cls in self.__class__.mro():
            for name, attribute in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(attribute, _builtin_property):
                    if attribute.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__"} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only __repr__() is the enum's; str() and format() are those of the data type."""


class IntEnum(int, ReprEnum):
    """An enum whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enum whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        text = str(*values)
        made = str.__new__(cls, text)
        made._value_ = text
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag does with values that it has no names for."""

    STRICT = auto()   # ValueError
    CONFORM = auto()  # the unknown bits are dropped
    EJECT = auto()    # the value stays an int
    KEEP = auto()     # the unknown bits are kept


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


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


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are ints."""


def unique(enumeration):
    """Class decorator: no two names for one value."""
    duplicates = [(name, made.name) for name, made in enumeration.__members__.items()
                  if name != made.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join("%s=%r" % (name, getattr(self, name))
                     for name in fields if fields[name].repr)


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
