// Looking at objects from outside, as debuggers do: nothing here runs Python code, takes a lock,
// touches a count or makes an object. All values are borrowed.
//
// Thread-safety: only while nothing that is looked at changes: the world is stopped, the GIL is held,
// or (in the lab) no thread runs.
#pragma once

#include <functional>
#include <string_view>

#include "vm/type.h"
#include "vm/types/dict_table.h"
#include "vm/types/instance.h"

namespace gilt {

class Runtime;

// The class of an object. Immediates have one too, but it takes a Runtime to know it: see class_name().
inline const Type* peek_type(Value object) {
  return object.object()->type.load(std::memory_order_acquire);
}
std::string_view class_name(const Type* type);  // without the module: "Lock", "Account"
std::string_view class_name(Value v);           // of any value: "int", "NoneType", "Account"
// The first built-in class that the class is or extends, as types.def calls it: "collections.deque".
std::string_view built_in_base(const Type* type);

// What a dict has for a key; no value: nothing. Keys that are neither str nor numbers nor tuples of
// such are found by identity.
Value peek_item(const DictObject* dict, Value key);
Value peek_item(const DictObject* dict, std::string_view key);
// Calls f(key, value) in the order of insertion.
template <typename F>
void for_each_item(const DictObject* dict, F f) {
  const DictTable* table = dict->table.load(std::memory_order_acquire);
  if (table == nullptr) return;
  const uint64_t used = table->used.load(std::memory_order_acquire);
  for (uint64_t i = 0; i < used; ++i) {
    const Value key = table->entries[i].key.load();
    const Value value = table->entries[i].value.load();
    if (key && value) f(key, value);
  }
}

// The object's own attribute, __slots__ included, not what its class says.
Value peek_own_attribute(Value object, std::string_view name);
// What the class or its bases say.
Value peek_class_attribute(const Type* type, std::string_view name);
// Calls f(name, value) for what its classes keep in __slots__.
void for_each_member(Value object, const std::function<void(Value name, Value value)>& f);
// Calls f(name, value) for the object's other attributes.
template <typename F>
void for_each_attribute(Value object, F f) {
  const AttributeStorage* storage = attribute_storage(object.object());
  if (storage == nullptr) return;
  const Shape* shape = storage->shape.load(std::memory_order_acquire);
  const Slot* slots = storage->slots.load(std::memory_order_acquire);
  if (shape == nullptr || slots == nullptr || shape->kind == Shape::Kind::kChanging) return;
  if (shape->kind == Shape::Kind::kDict) {
    if (const Value dict = slots[0].load()) for_each_item(dict.as<DictObject>(), f);
    return;
  }
  for (size_t i = 0; i < shape->names.size(); ++i) {
    if (const Value value = slots[i].load()) f(shape->names[i], value);
  }
}

// Are the two keys of one dict entry, as far as that can be told without asking them?
bool same_key(Value a, Value b);

// The namespace of sys.modules[name]; null: there is none.
const DictObject* peek_module(const Runtime& runtime, std::string_view name);

}  // namespace gilt
