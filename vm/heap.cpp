#include "vm/heap.h"

#include <cstring>

#include "gil/qsbr.h"
#include "vm/errors.h"
#include "vm/finalizer.h"
#include "vm/gc_table.h"
#include "vm/heap_registry.h"
#include "vm/refcount_lesson.h"
#include "vm/runtime.h"
#include "vm/weak_table.h"

namespace gilt {
namespace {

// Objects nest: destroying a list destroys its items. Beyond this depth they wait in
// Thread::destroy_later until the outermost destroy() is back (CPython's trashcan).
constexpr int kMaxDestroyDepth = 50;

// Identities look like addresses: far from the small ints, and multiples of 16.
constexpr uint64_t kFirstIdentity = 0x7f00'0000'0000;
constexpr uint64_t kIdentityStep = 16;
constexpr int kCreatorShift = 36;  // objects of one creator

uint64_t next_number(Thread& t) {
  return (static_cast<uint64_t>(t.id()) << kCreatorShift) + ++t.objects_created;
}

void destroy_now(Thread& t, Object* object) {
  if (has_gc_bits(object, kGcShell)) [[unlikely]]
    return free_object_memory(t, object);
  Type* type = object->type.load(std::memory_order_acquire);
  if (type->has(Type::kHasFinalizer) && !run_finalizer(t, object)) return;
  if (has_gc_bits(object, kHasWeakrefs)) clear_weakrefs(t, object);
  if (is_tracked(object)) t.runtime.gc_table.remove(t.gc_stock, object);
  if (t.lesson != nullptr) return t.runtime.refcount_lesson->bury(t, object);
  type->slots.finalize(t, object);
  free_object_memory(t, object);
}

}  // namespace

void traverse_nothing(Object*, Visitor, void*) {}

void* memory_of(Object* object) {
  return is_tracked(object) ? static_cast<void*>(&gc_head(object)) : object;
}

uint64_t identity(Thread& t, Value v) {
  if (!t.runtime.options.deterministic || !v.is_object()) return v.bits();
  return kFirstIdentity + HeapRegistry::number_of(memory_of(v.object())) * kIdentityStep;
}

void* allocate_memory(Thread& t, size_t size, Tracked tracked) {
  const size_t head = tracked == Tracked::kYes ? sizeof(GcHead) : 0;
  HeapRegistry& heap = t.runtime.heap;
  void* memory = t.runtime.options.deterministic ? heap.allocate(size, head, next_number(t))
                                                 : heap.allocate(size, head);
  if (memory == nullptr) [[unlikely]]
    raise_no_memory(t);
  if (t.lesson != nullptr && memory != nullptr) [[unlikely]]
    t.runtime.refcount_lesson->made(t, memory, size);
  return memory;
}

bool track(Thread& t, Object* object) {
  object->gc_bits.store(kGcTracked, std::memory_order_relaxed);
  GcTable& table = t.runtime.gc_table;
  if (table.add(t.gc_stock, object)) [[likely]] {
    if (t.gc_stock.balance == 0 && table.over_limit()) t.request(gil::kEventGc);
    return true;
  }
  t.runtime.heap.release()(memory_of(object));
  return raise_no_memory(t);
}

Object* allocate_object(Thread& t, Type* type, size_t size, Layout layout) {
  const Tracked tracked = tracked_by_type(type);
  void* memory = allocate_memory(t, size, tracked);
  if (memory == nullptr) return nullptr;
  std::memset(memory, 0, size);
  auto* object = new (memory) Object();
  init_header(t, object, type, layout);
  if (tracked == Tracked::kYes && !track(t, object)) return nullptr;
  return object;
}

void free_object_memory(Thread& t, Object* object) {
  const HeapRegistry::Release release = t.runtime.heap.release();
  void* memory = memory_of(object);
  if (!t.free_threaded) {
    release(memory);
    return;
  }
  t.domain().qsbr().retire(t, memory, release);
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

void retire_storage(Thread& t, void* storage, size_t size) {
  if (storage == nullptr) return;
  if (t.lesson != nullptr && !t.counts_ignored) {
    return t.runtime.refcount_lesson->retire(t, storage, size);
  }
  if (!t.free_threaded || t.lesson != nullptr) {
    HeapRegistry::release_raw(storage);
    return;
  }
  t.domain().qsbr().retire(t, storage, HeapRegistry::release_raw, size);
}

void release_storage(void* storage, size_t) { HeapRegistry::release_raw(storage); }

}  // namespace gilt
