// isinstance() and issubclass(). Source: CPython 3.14 Objects/abstract.c.
#include "vm/operations.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/union.h"

namespace gilt {
namespace {

bool is_type(Thread& t, Value v) { return v.is_object() && is_instance_of(t, v, Type::kType); }

// The __bases__ of something that is no class but pretends to be one; null when it does not.
Ref abstract_bases(Thread& t, Value cls) {
  Ref bases = get_attr_or_null(t, cls, names(t).bases);
  if (!bases || !is_instance_of(t, bases, Type::kTuple)) return Ref();
  return bases;
}

Truth abstract_is_subclass(Thread& t, Value derived, Value cls) {
  if (derived == cls) return true;
  if (native_stack_exhausted(t, " in __issubclass__")) return Truth();
  Ref bases = abstract_bases(t, derived);
  if (!bases) return pending(t) ? Truth() : Truth(false);
  for (Value base : bases.as<TupleObject>()->items()) {
    Truth found = abstract_is_subclass(t, base, cls);
    if (!found.no()) return found;
  }
  return false;
}

bool check_class(Thread& t, Value cls, const char* error) {
  if (abstract_bases(t, cls)) return true;
  if (pending(t)) return false;
  return raise(t, Exc::kTypeError, error);
}

}  // namespace

Type* type_of_immediate(Thread& t, Value v) {
  BuiltinTypes& all = types(t);
  if (v.is_small_int()) return all.int_;
  if (v.is_immediate_double()) return all.float_;
  if (v.is_none()) return all.none;
  if (v.is_bool()) return all.bool_;
  return v.is_not_implemented() ? all.not_implemented : all.ellipsis;
}

Truth generic_is_instance(Thread& t, Value v, Value cls) {
  if (is_type(t, cls)) {
    if (type_of(t, v)->is_subtype_of(cls.as<Type>())) return true;
    if (!v.is_object()) return false;
    // A proxy may name another class as its own.
    Ref claimed = get_attr_or_null(t, v, names(t).class_);
    if (!claimed) return pending(t) ? Truth() : Truth(false);
    if (claimed.get() == Value::from(type_of(t, v)) || !is_type(t, claimed)) return false;
    return claimed.as<Type>()->is_subtype_of(cls.as<Type>());
  }
  GILT_TRY(check_class(t, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"));
  Ref claimed = get_attr_or_null(t, v, names(t).class_);
  if (!claimed) return pending(t) ? Truth() : Truth(false);
  return abstract_is_subclass(t, claimed, cls);
}

Truth generic_is_subclass(Thread& t, Value cls, Value other) {
  if (is_type(t, cls) && is_type(t, other)) return cls.as<Type>()->is_subtype_of(other.as<Type>());
  GILT_TRY(check_class(t, cls, "issubclass() arg 1 must be a class"));
  GILT_TRY(
      check_class(t, other, "issubclass() arg 2 must be a class, a tuple of classes, or a union"));
  return abstract_is_subclass(t, cls, other);
}

Truth is_instance(Thread& t, Value v, Value cls) {
  Value own = Value::from(type_of(t, v));
  if (own == cls) return true;
  Type* metatype = type_of(t, cls);
  if (metatype == types(t).type) return generic_is_instance(t, v, cls);
  if (metatype == types(t).union_) {
    Ref args = union_args(t, cls);
    return is_instance(t, v, args);
  }
  if (metatype->has(Type::kTuple)) {
    if (native_stack_exhausted(t, " in __instancecheck__")) return Truth();
    for (Value item : cls.as<TupleObject>()->items()) {
      Truth found = is_instance(t, v, item);
      if (!found.no()) return found;
    }
    return false;
  }
  Ref check = lookup_special(t, cls, names(t).instancecheck);
  if (check) {
    if (native_stack_exhausted(t, " in __instancecheck__")) return Truth();
    Ref answer = GILT_TRY(call(t, check, {v}));
    return is_true(t, answer);
  }
  if (pending(t)) return Truth();
  return generic_is_instance(t, v, cls);
}

Truth is_subclass(Thread& t, Value cls, Value other) {
  Type* metatype = type_of(t, other);
  if (metatype == types(t).type) {
    if (cls == other) return true;
    return generic_is_subclass(t, cls, other);
  }
  if (metatype == types(t).union_) {
    Ref args = union_args(t, other);
    return is_subclass(t, cls, args);
  }
  if (metatype->has(Type::kTuple)) {
    if (native_stack_exhausted(t, " in __subclasscheck__")) return Truth();
    for (Value item : other.as<TupleObject>()->items()) {
      Truth found = is_subclass(t, cls, item);
      if (!found.no()) return found;
    }
    return false;
  }
  Ref check = lookup_special(t, other, names(t).subclasscheck);
  if (check) {
    if (native_stack_exhausted(t, " in __subclasscheck__")) return Truth();
    Ref answer = GILT_TRY(call(t, check, {cls}));
    return is_true(t, answer);
  }
  if (pending(t)) return Truth();
  return generic_is_subclass(t, cls, other);
}

bool is_callable(Thread& t, Value v) { return static_cast<bool>(type_of(t, v)->slots.call); }

}  // namespace gilt
