// Attribute access: object.__getattribute__, object.__setattr__ and the lookup along the MRO.
// Source: CPython 3.14 Objects/object.c (_PyObject_GenericGetAttrWithDict), Objects/typeobject.c.
#include <fmt/format.h>

#include "vm/operations.h"
#include "vm/type_cache.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

bool is_data_descriptor(Type* type) { return static_cast<bool>(type->slots.descriptor_set); }

Failed no_attribute(Thread& t, Value object, Value name) {
  return raise_attribute_error(
      t, object, name,
      fmt::format("'{}' object has no attribute '{}'", type_name(t, object), str_view(name)));
}

}  // namespace

namespace {

bool is_interned(Value name) {
  return name.is_object() && name.object()->layout == Layout::kStr &&
         (name.object()->flags & StrObject::kInterned) != 0;
}

// What the cache says about a type's attribute. False: nothing.
bool cached_lookup(Thread& t, const Type* type, const TypeCache::Entry& entry, Value name,
                   Ref* found) {
  if (entry.type != type || entry.name != name) return false;
  // acquire: with the release in invalidate_shapes(); until then the namespace keeps the value
  const uint32_t version = type->version.load(std::memory_order_acquire);
  if (version == 0 || version != entry.version || !try_read_slot(t, entry.found, found))
    return false;
  return !t.free_threaded || type->version.load(std::memory_order_acquire) == version;
}

}  // namespace

Ref type_lookup_uncached(Thread& t, Type* type, Value name) {
  Ref mro = read_slot(t, type->mro);
  if (!mro) return Ref();
  for (Value cls : mro.as<TupleObject>()->items()) {
    Ref found = dict_get(t, cls.as<Type>()->attributes.load().as<DictObject>(), name);
    if (found || pending(t)) return found;
  }
  return Ref();
}

Ref type_lookup(Thread& t, Type* type, Value name) {
  if (!is_interned(name)) return type_lookup_uncached(t, type, name);
  if (!t.type_cache) t.type_cache = std::make_unique<TypeCache>();
  TypeCache::Entry& entry = t.type_cache->entry(type, name);
  Ref found;
  if (cached_lookup(t, type, entry, name, &found)) [[likely]]
    return found;
  const uint32_t version = type_version(t, *type);
  found = type_lookup_uncached(t, type, name);
  if (pending(t)) return Ref();
  entry.type = type;
  entry.name = name;
  entry.version = version;
  entry.found.store(found.get());
  return found;
}

Ref generic_get_attr(Thread& t, Value object, Value name) {
  Ref found = GILT_TRY(generic_get_attr_or_null(t, object, name, nullptr));
  return found;
}

Ref generic_get_attr_or_null(Thread& t, Value object, Value name, bool* absent) {
  Type* type = type_of(t, object);
  Ref on_type = type_lookup(t, type, name);
  if (!on_type && pending(t)) return Ref();
  Type* descriptor = on_type ? type_of(t, on_type) : nullptr;
  if (descriptor != nullptr && is_data_descriptor(descriptor) && descriptor->slots.descriptor_get) {
    return descriptor->slots.descriptor_get(t, on_type, object, Value::from(type));
  }
  if (object.is_object()) {
    if (AttributeStorage* storage = attribute_storage(object.object())) {
      Ref own = instance_get(t, *storage, name);
      if (own || pending(t)) return own;
    }
  }
  if (descriptor != nullptr) {
    if (descriptor->slots.descriptor_get) {
      return descriptor->slots.descriptor_get(t, on_type, object, Value::from(type));
    }
    return on_type;
  }
  if (absent != nullptr) {
    *absent = true;
    return Ref();
  }
  return no_attribute(t, object, name);
}

bool generic_set_attr(Thread& t, Value object, Value name, Value value) {
  Type* type = type_of(t, object);
  Ref on_type = type_lookup(t, type, name);
  if (!on_type && pending(t)) return false;
  if (on_type && is_data_descriptor(type_of(t, on_type))) {
    return type_of(t, on_type)->slots.descriptor_set(t, on_type, object, value);
  }
  AttributeStorage* storage = object.is_object() ? attribute_storage(object.object()) : nullptr;
  if (storage == nullptr) {
    if (on_type) {
      return raise_attribute_error(t, object, name,
                                   fmt::format("'{}' object attribute '{}' is read-only",
                                               type_name(t, object), str_view(name)));
    }
    return raise_attribute_error(
        t, object, name,
        fmt::format("'{}' object has no attribute '{}'{}", type_name(t, object), str_view(name),
                    value ? " and no __dict__ for setting new attributes" : ""));
  }
  if (value) return instance_set(t, object.object(), *storage, name, value);
  bool found = false;
  if (!instance_delete(t, object.object(), *storage, name, &found)) return false;
  return found || static_cast<bool>(no_attribute(t, object, name));
}

Ref get_attr(Thread& t, Value object, Value name) {
  return type_of(t, object)->slots.get_attribute(t, object, name);
}

Ref get_attr(Thread& t, Value object, std::string_view name) {
  Ref interned = GILT_TRY(intern(t, name));
  return get_attr(t, object, interned);
}

Ref get_attr_or_null(Thread& t, Value object, Value name) {
  Type* type = type_of(t, object);
  if (type->slots.get_attribute.get() == generic_get_attr) {
    bool absent = false;
    Ref found = generic_get_attr_or_null(t, object, name, &absent);
    if (!found && !absent) clear_if(t, Exc::kAttributeError);  // what a descriptor raised
    return found;
  }
  Ref found = type->slots.get_attribute(t, object, name);
  if (!found) clear_if(t, Exc::kAttributeError);
  return found;
}

bool set_attr(Thread& t, Value object, Value name, Value value) {
  Type* type = type_of(t, object);
  if (!type->slots.set_attribute) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object has no attributes (assign to .{})", type_name(t, object),
                             str_view(name)));
  }
  return type->slots.set_attribute(t, object, name, value);
}

bool set_attr(Thread& t, Value object, std::string_view name, Value value) {
  Ref interned = GILT_TRY(intern(t, name));
  return set_attr(t, object, interned, value);
}

Ref lookup_special(Thread& t, Value object, Value name) {
  Type* type = type_of(t, object);
  Ref found = type_lookup(t, type, name);
  if (!found) return Ref();
  Type* descriptor = type_of(t, found);
  if (!descriptor->slots.descriptor_get) return found;
  return descriptor->slots.descriptor_get(t, found, object, Value::from(type));
}

}  // namespace gilt
