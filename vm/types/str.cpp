// str: making, joining, cutting and hashing strings. The methods are in str_methods.cpp and its
// neighbours, the operators in str_type.cpp.
#include "vm/types/str.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/hash.h"
#include "base/utf8.h"
#include "vm/errors.h"
#include "vm/intern_table.h"
#include "vm/types/str_buffer.h"

namespace gilt {

namespace {

constexpr size_t kIndexStep = 64;  // code points
constexpr uint64_t kMaxSize = uint64_t{1} << 46;
// Texts from this size on get room to grow when something short is appended to them.
constexpr size_t kMinBuffered = 256;

Ref shared(Thread& t, StrObject* immortal) { return Ref::copy(t, immortal); }

// A string object of `cls` with `inline_size` bytes behind the payload (the object's own part).
StrObject* allocate_header(Thread& t, Type* cls, Layout layout, size_t payload,
                           size_t inline_size) {
  if (inline_size > kMaxSize) {
    raise_no_memory(t);
    return nullptr;
  }
  auto* s = allocate<StrObject>(t, cls, layout, payload - sizeof(StrObject) + inline_size);
  if (s == nullptr) return nullptr;
  s->data_ = reinterpret_cast<char*>(s) + payload;
  s->size = inline_size;
  return s;
}

// A string that is the first `size` bytes of `buffer`, whose reference it becomes the owner of.
Ref make_buffered(Thread& t, StrBuffer* buffer, size_t size, size_t length) {
  auto* s = allocate<StrObject>(t, types(t).str, Layout::kStr);
  if (s == nullptr) {
    release_buffer(t, buffer);
    return {};
  }
  s->data_ = buffer->bytes();
  s->size = size;
  s->length = length;
  s->flags |= StrObject::kBuffered;
  return Ref::take(t, s);
}

// a + b in the buffer of `a`, or in a new one; null without an exception if that is not worth it.
Ref append_buffered(Thread& t, const StrObject* a, const StrObject* b) {
  size_t size = a->size + b->size;
  StrBuffer* buffer = nullptr;
  if ((a->flags & StrObject::kBuffered) != 0) {
    buffer = StrBuffer::of(a->data_);
    buffer = reserve_in_buffer(buffer, a->size, b->size) ? share_buffer(buffer) : nullptr;
  }
  if (buffer == nullptr) {
    // Only what is appended to again and again has a long left side.
    if (size < kMinBuffered || b->size > a->size / 4) return {};
    buffer = allocate_buffer(t, size + size / 2, size);
    if (buffer == nullptr) return {};
    std::memcpy(buffer->bytes(), a->data(), a->size);
  }
  std::memcpy(buffer->bytes() + a->size, b->data(), b->size);
  return make_buffered(t, buffer, size, a->length + b->length);
}

// The byte offsets of code points 64, 128, ...; null when there is no memory or no use for it.
const uint32_t* index_of(const StrObject* s) {
  auto* self = const_cast<StrObject*>(s);
  if (uint32_t* index = self->index_.load(std::memory_order_acquire)) return index;
  if (s->size > UINT32_MAX) return nullptr;
  size_t entries = s->length / kIndexStep;
  auto* index = new (std::nothrow) uint32_t[entries + 1];
  if (index == nullptr) return nullptr;
  size_t offset = 0, n = 0;
  std::string_view text = s->view();
  for (size_t i = 0; i <= entries; ++i) {
    while (n < i * kIndexStep) offset += static_cast<size_t>(sequence_length(text[offset])), ++n;
    index[i] = static_cast<uint32_t>(offset);
  }
  uint32_t* expected = nullptr;
  if (!self->index_.compare_exchange_strong(expected, index, std::memory_order_acq_rel)) {
    delete[] index;
    return expected;
  }
  return index;
}

}  // namespace

StrObject* allocate_str(Thread& t, size_t size) {
  return allocate_header(t, types(t).str, Layout::kStr, sizeof(StrObject), size);
}

Ref finish_str(Thread& t, StrObject* s) {
  s->length = count_code_points(s->view());
  return Ref::take(t, s);
}

Ref make_str(Thread& t, std::string_view utf8) {
  if (utf8.empty()) return shared(t, t.runtime.interned().empty());
  if (utf8.size() == 1) {
    return shared(t, t.runtime.interned().character(static_cast<unsigned char>(utf8[0])));
  }
  StrObject* s = allocate_str(t, utf8.size());
  if (s == nullptr) return {};
  std::memcpy(s->data(), utf8.data(), utf8.size());
  return finish_str(t, s);
}

Ref make_char(Thread& t, uint32_t code_point) {
  if (code_point < 256) {
    return shared(t, t.runtime.interned().character(static_cast<unsigned char>(code_point)));
  }
  char buffer[4];
  int n = encode_code_point(code_point, buffer);
  return make_str(t, std::string_view(buffer, static_cast<size_t>(n)));
}

Ref make_str_of_class(Thread& t, Type* cls, Value value) {
  auto* from = value.as<StrObject>();
  StrObject* s = allocate_header(t, cls, Layout::kOpaque, cls->instance_size, from->size);
  if (s == nullptr) return {};
  // What the subclass adds (attribute storage, __slots__) starts empty.
  std::memset(reinterpret_cast<char*>(s + 1), 0, cls->instance_size - sizeof(StrObject));
  std::memcpy(s->data(), from->data(), from->size);
  s->length = from->length;
  return Ref::take(t, s);
}

Ref join_strs(Thread& t, const Value* parts, size_t count) {
  uint64_t size = 0, length = 0;
  for (size_t i = 0; i < count; ++i) {
    size += parts[i].as<StrObject>()->size;
    length += parts[i].as<StrObject>()->length;
  }
  if (size == 0) return shared(t, t.runtime.interned().empty());
  StrObject* s = allocate_str(t, size);
  if (s == nullptr) return {};
  char* out = s->data();
  for (size_t i = 0; i < count; ++i) {
    std::string_view part = str_view(parts[i]);
    std::memcpy(out, part.data(), part.size());
    out += part.size();
  }
  s->length = length;
  return Ref::take(t, s);
}

Ref concat_strs(Thread& t, Value a, Value b) {
  auto* left = a.as<StrObject>();
  auto* right = b.as<StrObject>();
  if (right->size == 0 && is_exact_str(a)) return Ref::copy(t, a);
  if (left->size == 0 && is_exact_str(b)) return Ref::copy(t, b);
  if (left->size + right->size >= kMinBuffered) {
    Ref grown = append_buffered(t, left, right);
    if (grown || pending(t)) return grown;
  }
  Value both[] = {a, b};
  return join_strs(t, both, 2);
}

Ref intern(Thread& t, std::string_view text) {
  StrObject* s = t.runtime.interned().intern(t, text);
  return s == nullptr ? Ref() : shared(t, s);
}

Ref intern(Thread& t, Value str) {
  if ((str.as<StrObject>()->flags & StrObject::kInterned) != 0) return Ref::copy(t, str);
  return intern(t, str_view(str));
}

int64_t str_hash(StrObject* s) {
  int64_t hash = s->hash_.load(std::memory_order_relaxed);
  if (hash == -1) {
    hash = hash_bytes(s->view());
    s->hash_.store(hash, std::memory_order_relaxed);
  }
  return hash;
}

size_t str_offset(const StrObject* s, size_t i) {
  if (s->is_ascii()) return i;
  if (i >= s->length) return s->size;
  size_t offset = 0, n = 0;
  if (i >= kIndexStep) {
    if (const uint32_t* index = index_of(s)) {
      n = i / kIndexStep * kIndexStep;
      offset = index[i / kIndexStep];
    }
  }
  for (; n < i; ++n) offset += static_cast<size_t>(sequence_length(s->data()[offset]));
  return offset;
}

Ref str_char_at(Thread& t, StrObject* s, size_t i) {
  if (s->is_ascii()) {
    return shared(t, t.runtime.interned().character(static_cast<unsigned char>(s->data()[i])));
  }
  size_t offset = str_offset(s, i);
  return make_char(t, next_code_point(s->view(), offset));
}

Ref str_slice(Thread& t, StrObject* s, size_t start, size_t stop) {
  if (start == 0 && stop >= s->length && s->layout == Layout::kStr) return Ref::copy(t, s);
  if (stop <= start) return shared(t, t.runtime.interned().empty());
  size_t from = str_offset(s, start), to = str_offset(s, stop);
  return make_str(t, s->view().substr(from, to - from));
}

}  // namespace gilt
