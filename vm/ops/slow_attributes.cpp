#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/ops/attributes.h"
#include "vm/ops/slow.h"
#include "vm/types/exception.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/super.h"

namespace gilt::ops {
namespace {

// Can an inline cache remember what this class says about attributes?
bool cacheable(const Type* type) { return type->slots.get_attribute.get() == generic_get_attr; }

// A function that LOAD_ATTR may hand out unbound, together with self.
bool is_method_function(Value v) {
  return is_function(v) ||
         (is_native_function(v) && v.as<NativeFunction>()->takes_self &&
          v.as<NativeFunction>()->binding == Binding::kMethod && !v.as<NativeFunction>()->self);
}

// What the class and the instance say about `name`, written to the cache word if it can be.
void fill_cache(Thread& t, Value owner, Value name, bool want_method, CacheWord& cache) {
  Object* object = owner.object();
  Type* type = object->type.load(std::memory_order_acquire);
  if (!cacheable(type)) return;
  uint32_t guard = 0;
  bool instance = object->layout == Layout::kInstance;
  Shape* shape = nullptr;
  if (instance) {
    shape = static_cast<Instance*>(object)->attributes_.shape.load(std::memory_order_acquire);
    if (shape == nullptr || shape->kind != Shape::Kind::kSlots || shape->type != type) return;
    guard = shape->id.load(std::memory_order_relaxed);
  } else {
    if (type->attributes_offset != 0) return;  // its own attributes come first: not worth a cache
    guard = type_version(t, *type);
  }
  if (guard == 0) return;
  Ref on_type = type_lookup(t, type, name);
  if (pending(t)) {
    clear_pending(t);
    return;
  }
  Type* descriptor = on_type ? type_of(t, on_type) : nullptr;
  if (descriptor != nullptr && descriptor->slots.descriptor_set) return;
  int slot = shape != nullptr ? shape->find(name) : -1;
  if (slot >= 0) {
    fill(cache, AttrWord::make(guard, AttrCache::kSlot, static_cast<uint32_t>(slot)),
         std::memory_order_relaxed);
    return;
  }
  if (!on_type) return;
  bool method = is_method_function(on_type);
  if (method ? !want_method : static_cast<bool>(descriptor->slots.descriptor_get)) return;
  int index = resolved_index(t, *type, on_type, guard, shape);
  if (index < 0) return;
  AttrCache kind = instance ? (method ? AttrCache::kMethod : AttrCache::kClassValue)
                            : (method ? AttrCache::kTypeMethod : AttrCache::kTypeValue);
  // release: what the index refers to, to the acquire of LOAD_ATTR
  fill(cache, AttrWord::make(guard, kind, static_cast<uint32_t>(index)), std::memory_order_release);
}

void fill_module_cache(Thread& t, ModuleObject* module, Value name, CacheWord& cache) {
  uint32_t version = dict_version(t, module->dict);
  int64_t index = dict_entry_index(t, module->dict, name);
  if (version != 0 && index >= 0 && index < 0x1000000) {
    fill(cache, AttrWord::make(version, AttrCache::kModule, static_cast<uint32_t>(index)),
         std::memory_order_relaxed);
  }
}

}  // namespace

Ref cached_attribute_other(Thread& t, uint64_t word, Object* object, bool* method) {
  AttrWord cached{word};
  Type* type = object->type.load(std::memory_order_relaxed);
  switch (cached.kind()) {
    case AttrCache::kTypeMethod:
    case AttrCache::kTypeValue: {
      if (type->version.load(std::memory_order_acquire) != cached.guard()) return Ref();
      Ref value =
          read_slot_once(t, (*type->resolved.load(std::memory_order_relaxed))[cached.index()]);
      if (type->version.load(std::memory_order_acquire) != cached.guard()) return Ref();
      *method = cached.kind() == AttrCache::kTypeMethod;
      return value;
    }
    case AttrCache::kModule: {
      if (type != types(t).module) return Ref();
      DictObject* dict = static_cast<ModuleObject*>(object)->dict;
      return dict_read_entry(t, dict, cached.guard(), cached.index());
    }
    default:
      return Ref();
  }
}

Ref load_attr_slow(Thread& t, Value owner, Value name, bool want_method, CacheWord& cache,
                   bool* method) {
  Type* type = type_of(t, owner);
  if (owner.is_object() && type == types(t).module) {
    fill_module_cache(t, owner.as<ModuleObject>(), name, cache);
  } else if (owner.is_object()) {
    fill_cache(t, owner, name, want_method, cache);
  }
  // "LOAD_METHOD": find a plain function without binding it.
  if (want_method && cacheable(type)) {
    Ref on_type = type_lookup(t, type, name);
    if (!on_type && pending(t)) return Ref();
    if (on_type && is_method_function(on_type)) {
      AttributeStorage* storage = owner.is_object() ? attribute_storage(owner.object()) : nullptr;
      Ref own = storage != nullptr ? instance_get(t, *storage, name) : Ref();
      if (own || pending(t)) return own;
      *method = true;
      return on_type;
    }
  }
  return get_attr(t, owner, name);
}

bool store_cached_slot(Thread& t, Instance* owner, uint32_t guard, uint32_t index, Value value) {
  Value old;
  {
    gil::CriticalSection section(t, owner->mutex);
    if (shape_id(owner) != guard) return false;
    incref(t, value);
    old = owner->attributes_.slots.load(std::memory_order_relaxed)[index].exchange(value);
  }
  decref(t, old);
  return true;
}

bool store_attr_slow(Thread& t, Value owner, Value name, Value value, CacheWord& cache) {
  if (!set_attr(t, owner, name, value)) return false;
  if (owner.is_object() && owner.object()->layout == Layout::kInstance) {
    Type* type = owner.object()->type.load(std::memory_order_acquire);
    Shape* shape = owner.as<Instance>()->attributes_.shape.load(std::memory_order_acquire);
    if (type->slots.set_attribute.get() != generic_set_attr || shape == nullptr ||
        shape->kind != Shape::Kind::kSlots || shape->type != type) {
      return true;
    }
    uint32_t guard = shape->id.load(std::memory_order_relaxed);
    Ref on_type = type_lookup(t, type, name);
    if (pending(t)) {
      clear_pending(t);
      return true;
    }
    int slot = shape->find(name);
    if (slot >= 0 && guard != 0 && !(on_type && type_of(t, on_type)->slots.descriptor_set)) {
      fill(cache, AttrWord::make(guard, AttrCache::kSlot, static_cast<uint32_t>(slot)),
           std::memory_order_relaxed);
    }
  }
  return true;
}

Ref load_super_attr_slow(Thread& t, Value super, Value cls, Value self, Value name, uint32_t arg,
                         bool* method) {
  if (super == Value::from(types(t).super) && is_instance_of(t, cls, Type::kType)) {
    bool unbound = false;
    Ref value = super_lookup(t, cls.as<Type>(), self, name, (arg & 1) != 0 ? &unbound : nullptr);
    *method = unbound;
    return value;
  }
  // Somebody replaced super: the ordinary way.
  Ref object = (arg & 2) != 0 ? call(t, super, {cls, self}) : call(t, super);
  if (!object) return Ref();
  return get_attr(t, object, name);
}

Ref load_special_slow(Thread& t, Value owner, uint32_t which, bool* method) {
  Names& n = names(t);
  Value name;
  const char* protocol = "the context manager protocol";
  switch (static_cast<SpecialMethod>(which)) {
    case SpecialMethod::Enter:
      name = n.enter;
      break;
    case SpecialMethod::Exit:
      name = n.exit;
      break;
    case SpecialMethod::Aenter:
      name = n.aenter;
      protocol = "the asynchronous context manager protocol";
      break;
    case SpecialMethod::Aexit:
      name = n.aexit;
      protocol = "the asynchronous context manager protocol";
      break;
  }
  Ref found = type_lookup(t, type_of(t, owner), name);
  if (!found) {
    if (pending(t)) return Ref();
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object does not support {} (missed {} method)",
                             type_name(t, owner), protocol, str_view(name)));
  }
  if (is_method_function(found)) {
    *method = true;
    return found;
  }
  Type* descriptor = type_of(t, found);
  if (!descriptor->slots.descriptor_get) return found;
  return descriptor->slots.descriptor_get(t, found, owner, Value::from(type_of(t, owner)));
}

}  // namespace gilt::ops
