// range and its iterator, which the FOR_ITER opcode steps by itself.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct RangeObject : Object {
  Value start, stop, step, length;  // ints, owned; immutable
};

// For ranges within 64 bits. The fields are atomics because an iterator can be shared; a step by two
// threads may repeat or skip values, as in free-threaded CPython.
struct RangeIteratorObject : Object {
  std::atomic<int64_t> next{0};
  std::atomic<int64_t> remaining{0};
  int64_t step = 1;
};

}  // namespace gilt
