// StrBuffer: bytes with room to grow that several str objects share (vm/types/str.h says why).
//
// Thread-safety: a string reads only the bytes that were written before it was made; `used` and
// `owners` are changed by read-modify-write.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

#include "vm/heap.h"

namespace gilt {

struct StrBuffer {
  std::atomic<uint64_t> owners{1};  // strings that point here
  std::atomic<uint64_t> used;       // bytes written or about to be
  uint64_t capacity;

  StrBuffer(uint64_t used, uint64_t capacity) : used(used), capacity(capacity) {}
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  static StrBuffer* of(char* bytes) { return reinterpret_cast<StrBuffer*>(bytes) - 1; }
};

// Null with MemoryError pending.
inline StrBuffer* allocate_buffer(Thread& t, size_t capacity, size_t used) {
  void* memory = allocate_storage(t, sizeof(StrBuffer) + capacity);
  return memory == nullptr ? nullptr : new (memory) StrBuffer(used, capacity);
}

// Makes room for `extra` bytes behind the first `size`, unless somebody has written there or there
// is none. The acq_rel exchange orders this writer after the one who gave up the bytes before.
inline bool reserve_in_buffer(StrBuffer* buffer, uint64_t size, uint64_t extra) {
  if (extra > buffer->capacity - size) return false;
  uint64_t expected = size;
  return buffer->used.compare_exchange_strong(expected, size + extra, std::memory_order_acq_rel);
}

inline StrBuffer* share_buffer(StrBuffer* buffer) {
  buffer->owners.fetch_add(1, std::memory_order_relaxed);
  return buffer;
}

// acq_rel: pairs with the other owners' decrements, so that the last one sees their reads done.
inline void release_buffer(Thread& t, StrBuffer* buffer) {
  if (buffer->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    retire_storage(t, buffer, sizeof(StrBuffer) + buffer->capacity);
  }
}

}  // namespace gilt
