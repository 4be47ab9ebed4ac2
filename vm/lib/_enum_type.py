"""The metaclass of enumerations: a part of enum."""

import sys

from _enum_body import EnumDict, property
from _enum_body import _builtin_property, _is_descriptor, _is_single_bit

__name__ = "enum"  # where its classes say they are from

_absent = object()

# types.MappingProxyType, without importing types.
_read_only = type(type.__dict__)


class _Known:
    """The classes that the metaclass knows, as soon as they are there: it makes them too."""

    Enum = ReprEnum = Flag = EJECT = None


def _is_flag(cls):
    return _Known.Flag is not None and issubclass(cls, _Known.Flag)


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join("%s=%r" % (name, getattr(self, name))
                     for name in fields if fields[name].repr)


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
        if not _is_flag(enum_class):
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
        if _is_flag(enum_class):
            metacls._finish_flag(enum_class)
        if _Known.Enum is not None:
            # Members are made; from here on a call looks them up.
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = _Known.Enum.__new__
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
        if _Known.ReprEnum is not None and _Known.ReprEnum in bases:
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
        if _is_flag(enum_class):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                         "__invert__"):
                if name not in namespace:
                    setattr(enum_class, name, getattr(_Known.Flag, name))

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
        if _is_flag(cls):
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
            return object, _Known.Enum
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
            plain = (None, None.__new__, object.__new__,
                     getattr(_Known.Enum, "__new__", None))
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
