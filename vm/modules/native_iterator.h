// What the native iterators of itertools (and the objects of functools and operator) share: owned
// fields listed once for finalize and traverse, and the registration of a class in its module.
//
// Thread-safety: every field that changes is a Slot or an atomic. An iterator that threads share
// never breaks: each may get an item twice or miss one where the iterator has no promise of its
// own, as in free-threaded CPython. Fields that change together are guarded by the object's lock,
// which no function here holds while it runs Python code.
#pragma once

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/types/dict.h"
#include "vm/types/sequence.h"
#include "vm/types/type.h"

namespace gilt {

// TypeSlots::finalize and traverse of an object whose owned references are these Slots.
template <typename T, auto... Members>
void finalize_slots(Thread& t, Object* object) {
  auto* self = static_cast<T*>(object);
  (decref(t, (self->*Members).exchange(Value())), ...);
}
template <typename T, auto... Members>
void traverse_slots(Object* object, Visitor visit, void* arg) {
  auto* self = static_cast<T*>(object);
  auto one = [&](Slot& slot) {
    if (Value v = slot.load(); v.is_object()) visit(v, arg);
  };
  (one(self->*Members), ...);
}

// A new object of `cls` becomes the owner of `values`, one for each of the Slots `Members`.
template <typename T, auto... Members, typename... Values>
T* make_with_slots(Thread& t, Type* cls, Values&&... values) {
  auto* object = allocate_of_class<T>(t, cls);
  if (object == nullptr) return nullptr;
  ((object->*Members).store(values.release()), ...);
  return object;
}

// Drops what the slot holds if that is still `expected`.
bool clear_slot_if(Thread& t, Object* owner, Slot& slot, Value expected);

struct NativeClass {
  const char* name;  // qualified
  const char* doc;
  size_t size;
  bool subclassable;
  void (*finalize)(Thread&, Object*);
  void (*traverse)(Object*, Visitor, void*);
};
// The class, not ready yet; to be finished with publish().
Type* new_native_class(Thread& t, const NativeClass& what);
// ready_type() and the name in the module's namespace; `name` null: the last part of its own.
bool publish(Thread& t, DictObject* ns, Type* type, const char* name = nullptr);

// An iterator class in one call.
struct IteratorClass {
  NativeClass base;
  Ref (*construct)(Thread&, Type*, CallArgs);
  Ref (*next)(Thread&, Value);
};
Type* new_iterator_class(Thread& t, const IteratorClass& what);

// The native class that `cls` is or derives from.
inline Type* native_class(Type* cls) {
  while (cls->has(Type::kHeap)) cls = cls->base;
  return cls;
}

// `name` of an imported module.
Ref module_member(Thread& t, const char* module, const char* name);

// Of a constructor that takes positional arguments only.
inline bool positional_only(Thread& t, Type* cls, CallArgs args, size_t min, size_t max) {
  Type* native = native_class(cls);
  std::string_view name = native->native_name;
  return check_construct_args(t, cls, native, name.substr(name.rfind('.') + 1).data(), args, min,
                              max);
}

}  // namespace gilt
