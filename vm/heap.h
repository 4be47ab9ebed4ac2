// Object memory.
//
// Invariant that lock-free reads rest on (read_slot in vm/ref.h): with the GIL off the memory of a
// dead object, header included, stays untouched until every thread has passed a quiescent state
// (gil/qsbr.h), so that a reader that still holds its address finds a dead count there.
// With counts that are wrong on purpose, memory goes into a quarantine instead (vm/refcount_lesson.h).
#pragma once

#include <cstddef>
#include <new>

#include "vm/ref.h"
#include "vm/type.h"

namespace gilt {

// Memory for one object, with a GcHead in front of it or without; null, with MemoryError pending, when
// there is none.
enum class Tracked : bool { kNo, kYes };
void* allocate_memory(Thread& t, size_t size, Tracked tracked);
// Makes the object known to the cycle collector. False: MemoryError is pending, the memory is gone.
bool track(Thread& t, Object* object);
inline Tracked tracked_by_type(const Type* type) {
  auto* traverse = type != nullptr ? type->slots.traverse.get() : nullptr;
  return Tracked(traverse != nullptr && traverse != traverse_nothing);
}

// Fills in the header of a new object: one reference, owned by `t`. Classes are immortal and not
// counted.
inline void init_header(Thread& t, Object* object, Type* type, Layout layout) {
  object->type.store(type, std::memory_order_relaxed);
  gil::init(object->refcount, t);
  object->mutex.start_biased(t.new_lock);
  object->layout = layout;
}

// What id() says, and what default hashes and reprs show: the address; in a deterministic runtime
// (RuntimeOptions::deterministic) a number made of who created the object and how many that thread
// had created before, which is never used again.
uint64_t identity(Thread& t, Value v);

// An object of `size` bytes that are zero behind the header.
Object* allocate_object(Thread& t, Type* type, size_t size, Layout layout = Layout::kOpaque);

// A default-constructed T with `extra` bytes (not initialised) behind it. Members with destructors
// are TypeSlots::finalize's to destroy.
template <typename T>
T* allocate(Thread& t, Type* type, Layout layout = Layout::kOpaque, size_t extra = 0) {
  const Tracked tracked = tracked_by_type(type);
  void* memory = allocate_memory(t, sizeof(T) + extra, tracked);
  if (memory == nullptr) [[unlikely]]
    return nullptr;
  T* object = new (memory) T();
  init_header(t, object, type, layout);
  if (tracked == Tracked::kYes && !track(t, object)) [[unlikely]]
    return nullptr;
  return object;
}

// Where the object's memory begins: at its GcHead, if it has one.
void* memory_of(Object* object);

// Gives back the memory of a dead object whose fields are finalized (with the GIL off, once no
// lock-free reader can be looking at its count).
void free_object_memory(Thread& t, Object* object);

// Raw storage that objects own (list arrays, dict tables). retire_storage() frees it once no
// lock-free reader can be in it; release_storage() at once.
void* allocate_storage(Thread& t, size_t size);  // null with MemoryError pending
void retire_storage(Thread& t, void* storage, size_t size);
void release_storage(void* storage, size_t size);

}  // namespace gilt
