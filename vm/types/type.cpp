// type: calling classes, their attributes, and what changes when one is assigned.
// Source: CPython 3.14 Objects/typeobject.c.
#include "vm/types/type.h"

#include <fmt/format.h>

#include "gil/mutex.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/construct.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_attributes.h"
#include "vm/types/union.h"

namespace gilt {
namespace {

std::string_view name_of(Value type) { return str_view(type.as<Type>()->name.load()); }

void finalize_type(Thread& t, Object* object) {
  auto* type = static_cast<Type*>(object);
  for (Slot* slot : {&type->name, &type->qualname, &type->bases, &type->mro, &type->attributes}) {
    decref(t, slot->exchange(Value()));
  }
  delete type->subclasses;
  delete type->resolved.load(std::memory_order_relaxed);
  destroy_shapes(type->root_shape.load(std::memory_order_relaxed));
}

void traverse_type(Object* object, Visitor visit, void* arg) {
  auto* type = static_cast<Type*>(object);
  for (Slot* slot : {&type->name, &type->qualname, &type->bases, &type->mro, &type->attributes}) {
    Value v = slot->load();
    if (v.is_object()) visit(v, arg);
  }
}

Ref type_repr(Thread& t, Value v) {
  Ref module = type_module(t, v);
  if (!module) clear_pending(t);
  Ref qualname = read_slot(t, v.as<Type>()->qualname);
  if (module && is_str(t, module) && str_view(module) != "builtins") {
    return make_str(t, fmt::format("<class '{}.{}'>", str_view(module), str_view(qualname)));
  }
  return make_str(t, fmt::format("<class '{}'>", str_view(qualname)));
}

bool type_init(Thread& t, Value, CallArgs args) {
  if (args.positional == 1 || args.positional == 3) {
    if (args.positional == 1 && args.keyword_count() != 0) {
      return raise(t, Exc::kTypeError, "type.__init__() takes no keyword arguments");
    }
    return true;
  }
  return raise(t, Exc::kTypeError, "type.__init__() takes 1 or 3 arguments");
}

bool starts_special(Value name) {
  return str_view(name).starts_with("__") && str_view(name).ends_with("__");
}

// The caller holds the type lock.
void update_slots_below(Thread& t, Type& type) {
  if (type.has(Type::kHeap)) {
    update_slots(t, type);
    type.slots.finalize = finalize_heap_instance;
    type.slots.traverse = traverse_heap_instance;
  }
  if (type.subclasses == nullptr) return;
  for (Type* subclass : *type.subclasses) update_slots_below(t, *subclass);
}

Ref union_with(Thread& t, Value a, Value b) { return make_union(t, a, b); }

}  // namespace

void type_modified(Thread& t, Type& type) {
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  invalidate_shapes(t, type);
}

void type_hierarchy_changed(Thread& t, Type& type) {
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  type_hierarchy_changed_locked(t, type);
}

void type_hierarchy_changed_locked(Thread& t, Type& type) {
  // release: with the acquire in make_class, whose class is not yet among those below
  t.runtime.hierarchy_changes.fetch_add(1, std::memory_order_release);
  invalidate_shapes(t, type);
  update_slots_below(t, type);
}

bool type_assign(Thread& t, Type& type, Value name, Value value) {
  DictObject* ns = type_namespace(t, type);
  Ref old;  // what was really replaced: caches may lend it until they see that the type has changed
  if (value) {
    if (!dict_exchange(t, ns, name, value, &old)) return false;
  } else {
    old = GILT_TRY(dict_pop(t, ns, name));
  }
  type_modified(t, type);
  return true;
}

Ref type_get_attribute(Thread& t, Value self, Value name) {
  Type* type = self.as<Type>();
  Type* metatype = type_of(t, self);
  Ref on_meta = type_lookup(t, metatype, name);
  if (!on_meta && pending(t)) return Ref();
  Type* meta_kind = on_meta ? type_of(t, on_meta) : nullptr;
  if (meta_kind != nullptr && meta_kind->slots.descriptor_set && meta_kind->slots.descriptor_get) {
    return meta_kind->slots.descriptor_get(t, on_meta, self, Value::from(metatype));
  }
  Ref own = type_lookup(t, type, name);
  if (!own && pending(t)) return Ref();
  if (own) {
    Type* kind = type_of(t, own);
    if (!kind->slots.descriptor_get) return own;
    return kind->slots.descriptor_get(t, own, Value(), self);
  }
  if (meta_kind != nullptr) {
    if (!meta_kind->slots.descriptor_get) return on_meta;
    return meta_kind->slots.descriptor_get(t, on_meta, self, Value::from(metatype));
  }
  return raise_attribute_error(
      t, self, name,
      fmt::format("type object '{}' has no attribute '{}'", name_of(self), str_view(name)));
}

bool type_set_attribute(Thread& t, Value self, Value name, Value value) {
  Type* type = self.as<Type>();
  if (!type->has(Type::kMutableAttributes)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("cannot set '{}' attribute of immutable type '{}'", str_view(name),
                             type->native_name != nullptr ? type->native_name : name_of(self)));
  }
  Ref on_meta = type_lookup(t, type_of(t, self), name);
  if (!on_meta && pending(t)) return false;
  if (on_meta && type_of(t, on_meta)->slots.descriptor_set) {
    if (!type_of(t, on_meta)->slots.descriptor_set(t, on_meta, self, value)) return false;
  } else if (!type_assign(t, *type, name, value)) {
    if (pending(t)) return false;
    return raise_attribute_error(
        t, self, name,
        fmt::format("type object '{}' has no attribute '{}'", name_of(self), str_view(name)));
  }
  if (starts_special(name)) type_hierarchy_changed(t, *type);
  return true;
}

void init_type_type(Thread& t, Type& type) {
  type.instance_size = sizeof(Type);
  type.instance_layout = Layout::kType;
  type.flags_bits |= Type::kSubclassable | Type::kType;
  type.slots.finalize = finalize_type;
  type.slots.traverse = traverse_type;
  type.slots.construct = make_class;
  type.slots.init = type_init;
  type.slots.call = call_type;
  type.slots.repr = type_repr;
  type.slots.get_attribute = type_get_attribute;
  type.slots.set_attribute = type_set_attribute;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = union_with;
  add_type_attributes(t, type);
}

}  // namespace gilt
