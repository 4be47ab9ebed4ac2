#include "vm/heap.h"

#include <cstring>

#include "gil/qsbr.h"
#include "vm/errors.h"
#include "vm/finalizer.h"
#include "vm/heap_registry.h"
#include "vm/runtime.h"

namespace gilt {
namespace {

// Objects nest: destroying a list destroys its items. Beyond this depth they wait in
// Thread::destroy_later until the outermost destroy() is back (CPython's trashcan).
constexpr int kMaxDestroyDepth = 50;

void destroy_now(Thread& t, Object* object) {
  Type* type = object->type.load(std::memory_order_acquire);
  if (type->has(Type::kHasFinalizer) && !run_finalizer(t, object)) return;
  type->slots.finalize(t, object);
  free_object_memory(t, object);
}

}  // namespace

void* allocate_memory(Thread& t, size_t size) {
  void* memory = t.runtime.heap.allocate(size);
  if (memory == nullptr) [[unlikely]]
    raise_no_memory(t);
  return memory;
}

Object* allocate_object(Thread& t, Type* type, size_t size, Layout layout) {
  void* memory = allocate_memory(t, size);
  if (memory == nullptr) return nullptr;
  std::memset(memory, 0, size);
  auto* object = new (memory) Object();
  init_header(t, object, type, layout);
  return object;
}

void free_object_memory(Thread& t, Object* object) {
  if (t.runtime.quarantine != nullptr) {
    t.runtime.quarantine->add(object, HeapRegistry::release);
    return;
  }
  if (!t.free_threaded) {
    HeapRegistry::release(object);
    return;
  }
  t.domain().qsbr().retire(t, object, HeapRegistry::release);
}

void destroy(Thread& t, Object* object) {
  if (t.destroy_depth >= kMaxDestroyDepth) {
    t.destroy_later.push_back(object);
    return;
  }
  t.destroy_depth++;
  destroy_now(t, object);
  t.destroy_depth--;
  while (t.destroy_depth == 0 && !t.destroy_later.empty()) {
    Object* next = t.destroy_later.back();
    t.destroy_later.pop_back();
    t.destroy_depth++;
    destroy_now(t, next);
    t.destroy_depth--;
  }
}

void* allocate_storage(Thread& t, size_t size) {
  void* memory = HeapRegistry::allocate_raw(size);
  if (memory == nullptr) raise_no_memory(t);
  return memory;
}

void retire_storage(Thread& t, void* storage, size_t) {
  if (storage == nullptr) return;
  if (t.runtime.quarantine != nullptr) {
    t.runtime.quarantine->add(storage, HeapRegistry::release_raw);
    return;
  }
  if (!t.free_threaded) {
    HeapRegistry::release_raw(storage);
    return;
  }
  t.domain().qsbr().retire(t, storage, HeapRegistry::release_raw);
}

void release_storage(void* storage, size_t) { HeapRegistry::release_raw(storage); }

}  // namespace gilt
