// bytes: an immutable sequence of bytes, kept behind the object (behind what a subclass adds).
//
// Thread-safety: immutable; `hash_` is computed on demand by whoever comes first.
// Source: CPython 3.14 Objects/bytesobject.c.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "vm/object.h"
#include "vm/operations.h"
#include "vm/ref.h"

namespace gilt {

struct BytesObject : Object {
  std::atomic<int64_t> hash_{-1};  // -1: not computed yet
  uint64_t size = 0;
  char* data_ = nullptr;

  char* data() { return data_; }  // for who fills in a new object
  std::string_view view() const { return {data_, size}; }
};

Ref make_bytes(Thread& t, std::string_view content);
// `size` bytes for the caller to fill in before anybody sees the object. Null: MemoryError.
BytesObject* allocate_bytes(Thread& t, size_t size);
Ref make_bytes_of_class(Thread& t, Type* cls, Ref bytes);

inline bool is_bytes(Thread& t, Value v) {
  return v.is_object() && is_instance_of(t, v, Type::kBytes);
}
inline std::string_view bytes_view(Value v) { return v.as<BytesObject>()->view(); }
bool is_bytearray(Thread& t, Value v);
inline bool is_bytes_like(Thread& t, Value v) { return is_bytes(t, v) || is_bytearray(t, v); }

// The bytes that an object stands for: bytes(v) for bytes-like objects, __bytes__ and iterables of
// ints; as an exact bytes object.
Ref bytes_from_object(Thread& t, Value v);
// An item: an int of 0..255 ("bytes must be in range(0, 256)" with `what` = "bytes").
Size byte_value(Thread& t, Value v, const char* what);

// The content of a bytes-like object as it is now: that of a bytearray is copied under its lock.
class BytesContent {
 public:
  BytesContent(Thread& t, Value bytes_like);
  BytesContent(const BytesContent&) = delete;
  BytesContent& operator=(const BytesContent&) = delete;
  std::string_view view() const { return view_; }

 private:
  std::string copy_;
  std::string_view view_;
};

}  // namespace gilt
