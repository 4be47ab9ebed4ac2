// Object memory.
//
// Invariant that lock-free reads rest on (read_slot in vm/ref.h): with the GIL off the memory of a
// dead object, header included, stays untouched until every thread has passed a quiescent state
// (gil/qsbr.h), so that a reader that still holds its address finds a dead count there.
// Under `--refcount naive` memory is quarantined instead (design: "Reference counts").
#pragma once

#include <cstddef>

#include "vm/ref.h"

namespace gilt {

// Memory for one object of `size` bytes, header initialised with one reference owned by `t`.
// Null, with MemoryError pending, when there is no memory.
Object* allocate_object(Thread& t, Type* type, size_t size, Layout layout = Layout::kOpaque);

// The rest of the object is value-initialised by T's default constructor. T must not have members
// with destructors: TypeSlots::finalize is what runs at the end.
template <typename T>
T* allocate(Thread& t, Type* type, Layout layout = Layout::kOpaque, size_t extra = 0);

// Raw storage that objects own (list arrays, dict tables). retire_storage() frees it once no
// lock-free reader can be in it; release_storage() at once.
void* allocate_storage(Thread& t, size_t size);  // null with MemoryError pending
void retire_storage(Thread& t, void* storage, size_t size);
void release_storage(void* storage, size_t size);

// Number of live objects, for tests and --stats.
size_t live_objects(Runtime& runtime);

}  // namespace gilt
