// Built-in types: what turns the output of an init function into a class.
// Source: CPython 3.14 Objects/typeobject.c (PyType_Ready, inherit_slots).
#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "gil/mutex.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/class_layout.h"
#include "vm/types/construct.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

// Nothing but memory can run out while a runtime is being set up.
void require(bool ok, const Type& type) {
  if (ok) return;
  fmt::print(stderr, "gilt: cannot set up type {}\n", type.native_name);
  std::abort();
}

std::string_view short_name(const Type& type) {
  std::string_view name = type.native_name;
  return name.substr(name.rfind('.') + 1);
}

void put(Thread& t, Type& type, Value name, Ref value) {
  require(value && dict_set(t, type_namespace(t, type), name, value), type);
}

bool defines(Thread& t, Type& type, Value name) {
  Truth found = dict_contains(t, type_namespace(t, type), name);
  require(!found.failed(), type);
  return found.yes();
}

void set_names_and_bases(Thread& t, Type& type) {
  Ref name = intern(t, short_name(type));
  require(static_cast<bool>(name), type);
  assign_slot(t, type.name, name.duplicate());
  assign_slot(t, type.qualname, std::move(name));
  Ref bases = read_slot(t, type.bases);  // set already when there are several
  if (!bases)
    bases = type.base != nullptr ? make_tuple(t, {Value::from(type.base.get())}) : empty_tuple(t);
  require(static_cast<bool>(bases), type);
  Ref mro = compute_mro(t, type, bases.as<TupleObject>());
  require(static_cast<bool>(mro), type);
  assign_slot(t, type.bases, std::move(bases));
  assign_slot(t, type.mro, std::move(mro));
}

// __len__ and the like for each slot that the type's own init function has filled.
void add_special_methods(Thread& t, Type& type) {
  for (const SlotRow& row : slot_rows()) {
    if (row.call == nullptr || !row.present(type.slots)) continue;
    Value name = names(t).*row.name;
    if (!defines(t, type, name)) put(t, type, name, make_slot_wrapper(t, row, type));
  }
  if (type.slots.construct && !defines(t, type, names(t).new_)) {
    put(t, type, names(t).new_, make_construct_function(t, type));
  }
  bool has_storage = type.attributes_offset != 0 && type.base->attributes_offset == 0;
  if (has_storage && !defines(t, type, names(t).dict)) add_dict_attribute(t, type);
  if (!defines(t, type, names(t).doc)) {
    put(t, type, names(t).doc,
        type.doc != nullptr ? make_str(t, std::string_view(type.doc)) : Ref::none());
  }
}

// What compares by value and says nothing about its hash has none.
void settle_hash(Thread& t, Type& type) {
  if (type.slots.compare && !type.slots.hash) type.slots.hash = unhashable;
  if (type.slots.hash.get() == unhashable) put(t, type, names(t).hash, Ref::none());
}

void inherit(Thread& t, Type& type, const Type& base) {
  for (const SlotRow& row : slot_rows()) {
    if (!row.present(type.slots)) row.copy(type.slots, base.slots);
  }
  if (!type.slots.finalize) type.slots.finalize = base.slots.finalize.get();
  if (!type.slots.traverse) type.slots.traverse = base.slots.traverse.get();
  if (!type.slots.let_go) type.slots.let_go = base.slots.let_go.get();
  // `object` makes instances of classes, not of built-in types that have no constructor.
  if (!type.slots.construct && &base != types(t).object) {
    type.slots.construct = base.slots.construct.get();
  }
  if (type.instance_size == 0) type.instance_size = base.instance_size;
  if (type.attributes_offset == 0) type.attributes_offset = base.attributes_offset;
  if (type.instance_layout == Layout::kOpaque && base.instance_layout == Layout::kInstance) {
    type.instance_layout = Layout::kInstance;
  }
}

}  // namespace

Type* allocate_type(Thread& t, Type* metatype) {
  Type* type = GILT_TRY(allocate<Type>(t, metatype, Layout::kType));
  gil::immortalise(type->refcount);
  return type;
}

DictObject* type_namespace(Thread& t, Type& type) {
  if (!type.attributes.load()) {
    Ref dict = empty_dict(t);
    require(static_cast<bool>(dict), type);
    type.attributes.store(dict.release());
  }
  return type.attributes.load().as<DictObject>();
}

void ready_type(Thread& t, Type& type) {
  if (type.mro.load()) return;
  if (&type == types(t).object) type.base = nullptr;
  if (type.base == nullptr && &type != types(t).object) type.base = types(t).object;
  set_names_and_bases(t, type);
  settle_hash(t, type);
  add_special_methods(t, type);
  uint32_t flags = type.flags_bits.load(std::memory_order_relaxed);
  if (type.base != nullptr) {
    inherit(t, type, *type.base);
    flags |= type.base->flags_bits.load(std::memory_order_relaxed) & Type::kFamilyMask;
    gil::MutexGuard guard(t, t.runtime.type_mutex);
    list_subclass(*type.base, type);
  }
  if (type.slots.get_attribute.get() == generic_get_attr) flags |= Type::kGenericAttributes;
  type.flags_bits.store(flags, std::memory_order_relaxed);
  gil::immortalise(type.refcount);
  type_modified(t, type);
}

}  // namespace gilt
