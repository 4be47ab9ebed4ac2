#include "vm/types/instance.h"

#include <algorithm>
#include <new>

#include "gil/critical_section.h"
#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/runtime.h"
#include "vm/type.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

// The word in front of a slot array: its capacity, and whether it is part of the object.
constexpr uint64_t kInlineBit = 1;

uint64_t& array_header(Slot* slots) { return reinterpret_cast<uint64_t*>(slots)[-1]; }
size_t array_capacity(Slot* slots) { return slots == nullptr ? 0 : array_header(slots) >> 1; }
size_t array_bytes(size_t capacity) { return (capacity + 1) * sizeof(Slot); }

Slot* new_array(Thread& t, size_t capacity) {
  auto* words = static_cast<uint64_t*>(allocate_storage(t, array_bytes(capacity)));
  if (words == nullptr) return nullptr;
  words[0] = capacity << 1;
  return reinterpret_cast<Slot*>(new (words + 1) Slot[capacity]());
}

void retire_array(Thread& t, Slot* slots) {
  if (slots == nullptr || (array_header(slots) & kInlineBit) != 0) return;
  retire_storage(t, &array_header(slots), array_bytes(array_capacity(slots)));
}

Shape* root_shape(Thread& t, Type* type) {
  Shape* root = type->root_shape.load(std::memory_order_acquire);
  if (root != nullptr) return root;
  auto* fresh = new Shape(Shape::Kind::kSlots, type, t.runtime.next_version());
  // release: pairs with the acquire loads of readers
  if (type->root_shape.compare_exchange_strong(root, fresh, std::memory_order_acq_rel))
    return fresh;
  delete fresh;
  return root;
}

// The dict of an instance in dict mode. The caller holds the lock or has checked the shape; a reference
// of its own, as another __dict__ may be assigned while the dict is at work.
Ref dict_of(Thread& t, AttributeStorage& storage) {
  return read_slot(t, storage.slots.load(std::memory_order_acquire)[0]);
}

// Moves the attributes into a dict. The caller holds the object's lock.
bool turn_into_dict(Thread& t, AttributeStorage& storage) {
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  Slot* old = storage.slots.load(std::memory_order_relaxed);
  Ref dict = GILT_TRY(empty_dict(t, shape != nullptr ? shape->names.size() : 0));
  if (shape != nullptr) {
    for (size_t i = 0; i < shape->names.size(); i++) {
      Value v = old[i].load();
      if (v && !dict_set(t, dict.as<DictObject>(), shape->names[i], v)) return false;
    }
  }
  Slot* fresh = GILT_TRY(new_array(t, 1));
  fresh[0].store(dict.release());
  storage.shape.store(t.runtime.changing_shape(), std::memory_order_release);
  storage.slots.store(fresh, std::memory_order_release);
  storage.shape.store(t.runtime.dict_shape(), std::memory_order_release);
  if (shape != nullptr) {
    for (size_t i = 0; i < shape->names.size(); i++) decref(t, old[i].exchange(Value()));
  }
  retire_array(t, old);
  return true;
}

// The caller holds the object's lock.
bool add_attribute(Thread& t, AttributeStorage& storage, Type* type, Value name, Value value) {
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  if (shape == nullptr) shape = root_shape(t, type);
  size_t index = shape->names.size();
  Slot* slots = storage.slots.load(std::memory_order_relaxed);
  Slot* outgrown = nullptr;
  if (index >= array_capacity(slots)) {
    Slot* fresh = GILT_TRY(new_array(t, std::max<size_t>(4, index * 2)));
    for (size_t i = 0; i < index; i++) fresh[i].store(slots[i].load());
    storage.slots.store(fresh, std::memory_order_release);
    outgrown = slots;
    slots = fresh;
    uint16_t room = type->inline_slots.load(std::memory_order_relaxed);
    if (index + 1 > room && index < 30) {
      type->inline_slots.store(static_cast<uint16_t>(index + 1), std::memory_order_relaxed);
    }
  }
  slots[index].store(Ref::copy(t, value).release());
  storage.shape.store(shape->with(t, name), std::memory_order_release);
  retire_array(t, outgrown);
  return true;
}

}  // namespace

Shape* Shape::find_next(Value name) const {
  for (Shape* next = youngest_.load(std::memory_order_acquire); next != nullptr;
       next = next->older_) {
    if (next->names.back() == name) return next;
  }
  return nullptr;
}

Shape* Shape::with(Thread& t, Value name) {
  if (Shape* there = find_next(name)) return there;
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  if (Shape* there = find_next(name)) return there;
  auto* fresh = new Shape(Kind::kSlots, type, t.runtime.next_version());
  fresh->names.reserve(names.size() + 1);
  fresh->names = names;
  fresh->names.push_back(name);
  fresh->older_ = youngest_.load(std::memory_order_relaxed);
  youngest_.store(fresh, std::memory_order_release);  // find_next()
  return fresh;
}

Object* allocate_instance(Thread& t, Type* type) {
  size_t room = type->inline_slots.load(std::memory_order_relaxed);
  size_t size = type->instance_size + (room != 0 ? array_bytes(room) : 0);
  Object* object = allocate_object(t, type, size, type->instance_layout);
  if (object == nullptr || type->attributes_offset == 0) return object;
  auto* storage = new (reinterpret_cast<char*>(object) + type->attributes_offset) AttributeStorage;
  if (room != 0) {
    auto* words =
        reinterpret_cast<uint64_t*>(reinterpret_cast<char*>(object) + type->instance_size);
    words[0] = (room << 1) | kInlineBit;
    storage->slots.store(new (words + 1) Slot[room](), std::memory_order_relaxed);
  }
  storage->shape.store(root_shape(t, type), std::memory_order_relaxed);
  return object;
}

AttributeStorage* attribute_storage(Object* object) {
  if (object->layout == Layout::kInstance) return &static_cast<Instance*>(object)->attributes_;
  uint32_t offset = object->type.load(std::memory_order_acquire)->attributes_offset;
  if (offset == 0) return nullptr;
  return reinterpret_cast<AttributeStorage*>(reinterpret_cast<char*>(object) + offset);
}

Ref instance_get(Thread& t, AttributeStorage& storage, Value name) {
  while (true) {
    Shape* shape = storage.shape.load(std::memory_order_acquire);
    if (shape == nullptr) return Ref();
    if (shape->kind == Shape::Kind::kSlots) {
      int index = shape->find(name);
      if (index < 0) return Ref();
      Slot* slots = storage.slots.load(std::memory_order_acquire);
      Ref value;
      if (!try_read_slot(t, slots[index], &value)) continue;  // dropped, or the array is an old one
      if (storage.shape.load(std::memory_order_acquire)->kind == Shape::Kind::kSlots) return value;
    } else if (shape->kind == Shape::Kind::kDict) {
      Ref dict = dict_of(t, storage);
      return dict_get(t, dict.as<DictObject>(), name);
    } else {
      t.host().yield();  // a writer is between two stores
    }
  }
}

bool instance_set(Thread& t, Object* object, AttributeStorage& storage, Value name, Value value) {
  Value old;
  {
    gil::CriticalSection section(t, object->mutex);
    Shape* shape = storage.shape.load(std::memory_order_relaxed);
    if (shape != nullptr && shape->kind == Shape::Kind::kDict) {
      Ref dict = dict_of(t, storage);
      return dict_set(t, dict.as<DictObject>(), name, value);
    }
    int index = shape != nullptr ? shape->find(name) : -1;
    if (index < 0) {
      if (shape != nullptr && shape->names.size() >= Shape::kMaxSlots) {
        if (!turn_into_dict(t, storage)) return false;
        Ref dict = dict_of(t, storage);
        return dict_set(t, dict.as<DictObject>(), name, value);
      }
      return add_attribute(t, storage, object->type.load(std::memory_order_acquire), name, value);
    }
    incref(t, value);
    old = storage.slots.load(std::memory_order_relaxed)[index].exchange(value);
  }
  decref(t, old);
  return true;
}

bool instance_delete(Thread& t, Object* object, AttributeStorage& storage, Value name,
                     bool* found) {
  gil::CriticalSection section(t, object->mutex);
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  *found = false;
  if (shape == nullptr) return true;
  if (shape->kind != Shape::Kind::kDict) {
    if (shape->find(name) < 0) return true;
    // Slots only ever get more, so that readers can trust an index: removing needs a dict.
    if (!turn_into_dict(t, storage)) return false;
  }
  Ref dict = dict_of(t, storage);
  *found = dict_delete(t, dict.as<DictObject>(), name);
  return *found || !pending(t);
}

Ref instance_dict(Thread& t, Object* object, AttributeStorage& storage) {
  gil::CriticalSection section(t, object->mutex);
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  if (shape == nullptr || shape->kind != Shape::Kind::kDict) {
    if (!turn_into_dict(t, storage)) return Ref();
  }
  return dict_of(t, storage);
}

bool set_instance_dict(Thread& t, Object* object, AttributeStorage& storage, Ref dict) {
  gil::CriticalSection section(t, object->mutex);
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  if (shape == nullptr || shape->kind != Shape::Kind::kDict) {
    if (!turn_into_dict(t, storage)) return false;
  }
  assign_slot(t, storage.slots.load(std::memory_order_relaxed)[0], std::move(dict));
  return true;
}

Ref instance_names(Thread& t, Object* object, AttributeStorage& storage) {
  gil::CriticalSection section(t, object->mutex);
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  if (shape == nullptr) return empty_list(t);
  if (shape->kind == Shape::Kind::kDict) {
    Ref dict = dict_of(t, storage);
    return dict_keys_list(t, dict.as<DictObject>());
  }
  return make_list(t, shape->names);
}

void finalize_attributes(Thread& t, AttributeStorage& storage) {
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  Slot* slots = storage.slots.load(std::memory_order_relaxed);
  if (shape != nullptr && slots != nullptr) {
    size_t count = shape->kind == Shape::Kind::kDict ? 1 : shape->names.size();
    for (size_t i = 0; i < count; i++) decref(t, slots[i].exchange(Value()));
  }
  retire_array(t, slots);
  storage.slots.store(nullptr, std::memory_order_relaxed);
}

void traverse_attributes(AttributeStorage& storage, void (*visit)(Value, void*), void* arg) {
  Shape* shape = storage.shape.load(std::memory_order_relaxed);
  Slot* slots = storage.slots.load(std::memory_order_relaxed);
  if (shape == nullptr || slots == nullptr) return;
  size_t count = shape->kind == Shape::Kind::kDict ? 1 : shape->names.size();
  for (size_t i = 0; i < count; i++) {
    if (Value v = slots[i].load()) visit(v, arg);
  }
}

uint32_t type_version(Thread& t, Type& type) {
  uint32_t version = type.version.load(std::memory_order_acquire);
  if (version != 0) return version;
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  version = type.version.load(std::memory_order_relaxed);
  if (version == 0) {
    version = t.runtime.next_version();
    type.version.store(version, std::memory_order_release);
  }
  return version;
}

int resolved_index(Thread& t, Type& type, Value value, uint32_t guard, const Shape* shape) {
  gil::MutexGuard lock(t, t.runtime.type_mutex);
  const std::atomic<uint32_t>& current = shape != nullptr ? shape->id : type.version;
  if (current.load(std::memory_order_relaxed) != guard) return -1;
  std::array<Slot, Type::kResolvedMax>* resolved = type.resolved.load(std::memory_order_relaxed);
  if (resolved == nullptr) {
    resolved = new std::array<Slot, Type::kResolvedMax>();
    type.resolved.store(resolved, std::memory_order_release);  // readers of a cache word
  }
  uint32_t count = type.resolved_count.load(std::memory_order_relaxed);
  for (uint32_t i = 0; i < count; i++) {
    if ((*resolved)[i].load() == value) return static_cast<int>(i);
  }
  if (count == Type::kResolvedMax) return -1;
  (*resolved)[count].store(value);
  type.resolved_count.store(count + 1, std::memory_order_relaxed);
  return static_cast<int>(count);
}

void invalidate_shapes(Thread& t, Type& type) {
  type.version.store(0, std::memory_order_release);
  type.resolved_count.store(0, std::memory_order_relaxed);
  std::vector<Shape*> work;
  // acquire: the first shape comes into being without the type lock, released by root_shape()
  if (Shape* root = type.root_shape.load(std::memory_order_acquire)) work.push_back(root);
  while (!work.empty()) {
    Shape* shape = work.back();
    work.pop_back();
    shape->id.store(t.runtime.next_version(), std::memory_order_relaxed);
    for (Shape* next = shape->youngest_.load(std::memory_order_relaxed); next != nullptr;
         next = next->older_) {
      work.push_back(next);
    }
  }
  if (type.subclasses == nullptr) return;
  for (Type* subclass : *type.subclasses) invalidate_shapes(t, *subclass);
}

void destroy_shapes(Shape* root) {
  if (root == nullptr) return;
  for (Shape* next = root->youngest_.load(std::memory_order_relaxed); next != nullptr;) {
    Shape* older = next->older_;
    destroy_shapes(next);
    next = older;
  }
  delete root;
}

}  // namespace gilt
