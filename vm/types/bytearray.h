// bytearray: a growing array of bytes.
//
// Thread-safety: everything but `size` is read and written under the object's lock; `size` is
// written under it and may be read without. Source: CPython 3.14 Objects/bytearrayobject.c.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct ByteArrayObject : Object {
  std::atomic<int64_t> size{0};
  uint64_t capacity = 0;
  char* bytes = nullptr;  // storage of `capacity` bytes

  // Under the lock.
  int64_t count() const { return size.load(std::memory_order_relaxed); }
  std::string_view view() const { return {bytes, static_cast<size_t>(count())}; }
};

Ref make_bytearray(Thread& t, std::string_view content);

}  // namespace gilt
