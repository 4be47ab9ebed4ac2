// object: what every class inherits. Source: CPython 3.14 Objects/typeobject.c (object_methods).
#include <fmt/format.h>

#include "base/hash.h"
#include "gil/critical_section.h"
#include "vm/heap.h"
#include "vm/import.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/construct.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"
#include "vm/types/type_attributes.h"

namespace gilt {
namespace {

void finalize_object(Thread&, Object*) {}

std::string_view name_of(Type* type) { return str_view(type->name.load()); }

Ref object_repr(Thread& t, Value self) {
  Value cls = Value::from(type_of(t, self));
  Ref module = type_module(t, cls);
  if (!module) clear_pending(t);
  Ref qualname = read_slot(t, cls.as<Type>()->qualname);
  std::string prefix;
  if (module && is_str(t, module) && str_view(module) != "builtins") {
    prefix = fmt::format("{}.", str_view(module));
  }
  return make_str(
      t, fmt::format("<{}{} object at {:#x}>", prefix, str_view(qualname), identity(t, self)));
}

Ref object_str(Thread& t, Value self) { return repr(t, self); }

Ref object_format(Thread& t, Value self, Value spec) {
  if (str_view(spec).empty()) return to_str(t, self);
  return raise(
      t, Exc::kTypeError,
      fmt::format("unsupported format string passed to {}.__format__", type_name(t, self)));
}

Hash object_hash(Thread& t, Value self) { return hash_identity(identity(t, self)); }

Ref object_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (op == CompareOp::kEq) return a == b ? Ref::boolean(true) : Ref::not_implemented();
  if (op != CompareOp::kNe) return Ref::not_implemented();
  // != is the opposite of what the class says about ==.
  Ref same = GILT_TRY(type_of(t, a)->slots.compare(t, a, b, CompareOp::kEq));
  if (same.get().is_not_implemented()) return same;
  Truth truth = is_true(t, same);
  return truth.failed() ? Ref() : Ref::boolean(truth.no());
}

// --- __class__

Ref get_class(Thread& t, Value self) { return Ref::copy(t, type_of(t, self)); }

bool same_layout(const Type* a, const Type* b) {
  return a->instance_size == b->instance_size && a->attributes_offset == b->attributes_offset &&
         a->instance_layout == b->instance_layout;
}

bool set_class(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "can't delete __class__ attribute");
  if (!is_instance_of(t, value, Type::kType)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("__class__ must be set to a class, not '{}' object", type_name(t, value)));
  }
  Type* from = type_of(t, self);
  Type* to = value.as<Type>();
  if (!from->has(Type::kHeap) || !to->has(Type::kHeap)) {
    return raise(t, Exc::kTypeError,
                 "__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  if (!same_layout(from, to)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("__class__ assignment: '{}' object layout differs from '{}'",
                             name_of(to), name_of(from)));
  }
  // A shape vouches for a class, so the attributes move to a dict, which does not.
  if (AttributeStorage* storage = attribute_storage(self.object())) {
    Ref dict = GILT_TRY(instance_dict(t, self.object(), *storage));
  }
  self.object()->type.store(to, std::memory_order_release);
  return true;
}

// --- methods

Ref object_dir(Thread& t, Args args) {
  Ref all = GILT_TRY(empty_dict(t));
  auto* names_seen = all.as<DictObject>();
  Ref mro = read_slot(t, type_of(t, args[0])->mro);
  for (Value cls : mro.as<TupleObject>()->items()) {
    Value ns = Value::from(type_namespace(t, *cls.as<Type>()));
    if (!dict_update(t, names_seen, ns)) return Ref();
  }
  Ref own = get_attr_or_null(t, args[0], names(t).dict);
  if (!own && pending(t)) return Ref();
  if (own && is_instance_of(t, own, Type::kDict) && !dict_update(t, names_seen, own)) return Ref();
  return dict_keys_list(t, names_seen);
}

Ref object_sizeof(Thread& t, Args args) { return make_int(t, type_of(t, args[0])->instance_size); }

// The built-in class whose layout the object has.
Value native_base(Thread& t, Value v) {
  Type* type = type_of(t, v);
  while (type->has(Type::kHeap)) type = type->base;
  return Value::from(type);
}

// How an object is taken apart for a copy stands in copyreg.
Ref object_reduce(Thread& t, Args args) {
  Ref copyreg = GILT_TRY(import_module(t, "copyreg"));
  Value old_protocol = Value::small_int(0);
  return call_method(t, copyreg, "_reduce_object",
                     {args[0], native_base(t, args[0]), old_protocol});
}

Ref object_reduce_ex(Thread& t, Args args) {
  Ref name = GILT_TRY(intern(t, "__reduce__"));
  Ref own = type_lookup(t, type_of(t, args[0]), name);
  Ref general = type_lookup(t, types(t).object, name);
  if (pending(t)) return Ref();
  if (own.get() != general.get()) return call_method(t, args[0], name.get(), {});
  Ref copyreg = GILT_TRY(import_module(t, "copyreg"));
  return call_method(t, copyreg, "_reduce_object", {args[0], native_base(t, args[0]), args[1]});
}

Ref object_getstate(Thread& t, Args args) {
  Ref copyreg = GILT_TRY(import_module(t, "copyreg"));
  return call_method(t, copyreg, "_state_of", {args[0]});
}

Ref object_init_subclass(Thread&, Args) { return Ref::none(); }
Ref object_subclass_hook(Thread&, Args) { return Ref::not_implemented(); }

constexpr AttributeRow kAttributes[] = {
    attribute<"__class__", get_class, set_class>("the object's class"),
};

constexpr MethodRow kMethods[] = {
    method<"__dir__", object_dir>("()", "Default dir() implementation."),
    method<"__sizeof__", object_sizeof>("()", "Size of object in memory, in bytes."),
    method<"__reduce_ex__", object_reduce_ex>("(protocol, /)", "Helper for pickle."),
    method<"__getstate__", object_getstate>("()", "Helper for pickle."),
    method<"__reduce__", object_reduce>("()", "Helper for pickle."),
    class_method<"__init_subclass__", object_init_subclass>(
        "()", "This method is called when a class is subclassed."),
    class_method<"__subclasshook__", object_subclass_hook>(
        "(object, /)", "Abstract classes can override this to customize issubclass()."),
};

}  // namespace

Ref dir(Thread& t, Value v) {
  Ref method = lookup_special(t, v, names(t).dir);
  if (!method) {
    if (pending(t)) return Ref();
    return raise(t, Exc::kTypeError, "object does not provide __dir__");
  }
  Ref found = GILT_TRY(call(t, method));
  Ref list = GILT_TRY(list_from_iterable(t, found));
  GILT_TRY(list_sort(t, list.as<ListObject>(), Value(), false));
  return list;
}

void init_object_type(Thread& t, Type& type) {
  type.instance_size = sizeof(Object);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = finalize_object;
  type.slots.traverse = traverse_nothing;
  type.slots.construct = object_construct;
  type.slots.init = object_init;
  type.slots.repr = object_repr;
  type.slots.str = object_str;
  type.slots.format = object_format;
  type.slots.hash = object_hash;
  type.slots.compare = object_compare;
  type.slots.get_attribute = generic_get_attr;
  type.slots.set_attribute = generic_set_attr;
  type.doc =
      "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
      "returns a new featureless\ninstance that has no instance attributes and cannot be "
      "given any.\n";
  add_attributes(t, type, kAttributes);
  add_methods(t, type, kMethods);
}

}  // namespace gilt
