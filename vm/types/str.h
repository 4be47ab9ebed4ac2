// str: immutable Unicode text, kept as UTF-8 with the number of code points. ASCII text is indexed
// in O(1); other text through an index of every 64th code point that is built when first needed.
// Lone surrogates are kept as WTF-8.
//
// The bytes follow the object, or lie in a StrBuffer: room that several strings share, each of them
// a prefix of what has been written. `a + b` appends to the buffer of `a` if `a` is all that has
// been written to it, so that building a text with `s += x` costs what it appends.
//
// Thread-safety: immutable; `hash_` and `index_` are computed on demand by whoever comes first
// (same value whoever computes it; `index_` is installed by compare-exchange). Who appends to a
// StrBuffer reserves the room by compare-exchange on `used`.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "vm/heap.h"
#include "vm/object.h"
#include "vm/ref.h"
#include "vm/runtime.h"

namespace gilt {

struct StrObject : Object {
  // Of Object::flags.
  static constexpr uint8_t kInterned = 1;  // equal interned strings are identical
  static constexpr uint8_t kBuffered = 2;  // data_ is that of a StrBuffer

  std::atomic<int64_t> hash_{-1};  // -1: not computed yet
  uint64_t size = 0;               // bytes
  uint64_t length = 0;             // code points
  std::atomic<uint32_t*> index_{nullptr};
  char* data_ = nullptr;  // `size` bytes

  char* data() { return data_; }  // for who fills in a new string
  const char* data() const { return data_; }
  std::string_view view() const { return {data(), size}; }
  bool is_ascii() const { return size == length; }
};

// The caller guarantees valid UTF-8 (or WTF-8). Short results may be shared.
Ref make_str(Thread& t, std::string_view utf8);
inline Ref make_str(Thread& t, const std::string& s) { return make_str(t, std::string_view(s)); }
inline Ref make_str(Thread& t, const char* s) { return make_str(t, std::string_view(s)); }
// For a string the caller fills in: sets size; the caller writes `size` bytes and then calls
// finish_str(), which counts the code points. Null with MemoryError pending.
StrObject* allocate_str(Thread& t, size_t size);
Ref finish_str(Thread& t, StrObject* str);
Ref make_char(Thread& t, uint32_t code_point);
Ref join_strs(Thread& t, const Value* parts, size_t count);  // BUILD_STRING
Ref concat_strs(Thread& t, Value a, Value b);

// The one object for this text: names, keyword arguments, attribute names.
Ref intern(Thread& t, std::string_view text);
Ref intern(Thread& t, Value str);

inline std::string_view str_view(Value v) { return v.as<StrObject>()->view(); }
int64_t str_hash(StrObject* s);
inline bool is_exact_str(Value v) { return v.is_object() && v.object()->layout == Layout::kStr; }
// Text equality of two str objects.
inline bool str_equal(Value a, Value b) {
  if (a == b) return true;
  StrObject* x = a.as<StrObject>();
  StrObject* y = b.as<StrObject>();
  if ((x->flags & y->flags & StrObject::kInterned) != 0) return false;
  return x->size == y->size && x->view() == y->view();
}
// The byte offset of code point `i` (0 <= i <= length).
size_t str_offset(const StrObject* s, size_t i);
// s[i] as a new one-character string; 0 <= i < length.
Ref str_char_at(Thread& t, StrObject* s, size_t i);
// s[start:stop] by code points.
Ref str_slice(Thread& t, StrObject* s, size_t start, size_t stop);

// What the constructor does with an instance of a subclass of str: `value` as an instance of `cls`.
Ref make_str_of_class(Thread& t, Type* cls, Value value);

}  // namespace gilt
