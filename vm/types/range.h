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
    return start.is_small_int() && stop.is_small_int() && step.is_small_int() &&
           length.is_small_int();
  }
};

// start, stop and step are ints, step is not 0.
Ref make_range(Thread& t, Value start, Value stop, Value step);

// For small ranges. A step loads the index and stores the next one: two threads that share an iterator
// may both get a value, as in free-threaded CPython, but none is skipped and none lies outside the range.
struct RangeIteratorObject : Object {
  int64_t start = 0, step = 1, length = 0;
  std::atomic<int64_t> index{0};

  int64_t remaining() const { return length - index.load(std::memory_order_relaxed); }
};

// The next value of an exact range_iterator; no value at its end.
inline Value range_iterator_next(RangeIteratorObject* it) {
  int64_t index = it->index.load(std::memory_order_relaxed);
  if (index >= it->length) return Value();
  it->index.store(index + 1, std::memory_order_relaxed);
  return Value::small_int(it->start + index * it->step);
}

// For all other ranges; the slots are guarded by the iterator's lock.
struct LongRangeIteratorObject : Object {
  Slot next, remaining;
  Value step;  // owned
};

}  // namespace gilt
