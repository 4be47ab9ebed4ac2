// range and its iterators; FOR_ITER steps the short one by itself.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct RangeObject : Object {
  Value start, stop, step, length;  // ints, owned; immutable

  // All of them, and so every item, are small ints.
  bool is_small() const {
    return start.is_small_int() && stop.is_small_int() && step.is_small_int() && length.is_small_int();
  }
};

// start, stop and step are ints, step is not 0.
Ref make_range(Thread& t, Value start, Value stop, Value step);

// For small ranges. The fields are atomics because an iterator can be shared; a step by two threads
// may repeat or skip values, as in free-threaded CPython.
struct RangeIteratorObject : Object {
  std::atomic<int64_t> next{0};
  std::atomic<int64_t> remaining{0};
  int64_t step = 1;
};

// The next value of an exact range_iterator; no value at its end.
inline Value range_iterator_next(RangeIteratorObject* it) {
  int64_t remaining = it->remaining.load(std::memory_order_relaxed);
  if (remaining <= 0) return Value();
  int64_t next = it->next.load(std::memory_order_relaxed);
  it->remaining.store(remaining - 1, std::memory_order_relaxed);
  // Behind the last value it may leave the 63 bits.
  it->next.store(static_cast<int64_t>(static_cast<uint64_t>(next) + static_cast<uint64_t>(it->step)),
                 std::memory_order_relaxed);
  return Value::small_int(next);
}

// For all other ranges; the slots are guarded by the iterator's lock.
struct LongRangeIteratorObject : Object {
  Slot next, remaining;
  Value step;  // owned
};

}  // namespace gilt
