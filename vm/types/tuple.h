// tuple: an immutable sequence, its items in the object. No lock is ever needed.
//
// Instances of subclasses have what their class adds (an AttributeStorage) between the header and the
// items; `flags` says how many words that is. Tuples made by the functions below have none of it.
#pragma once

#include <initializer_list>
#include <span>

#include "vm/call_args.h"
#include "vm/heap.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct TupleObject : Object {
  static constexpr uint8_t kOffsetMask = 0x0f;  // of flags: words before the first item

  uint64_t size = 0;
  Value items_[0];  // owned; written only before the tuple is shared

  Value* data() { return items_ + (flags & kOffsetMask); }
  const Value* data() const { return items_ + (flags & kOffsetMask); }
  std::span<const Value> items() const { return {data(), size}; }
  Value operator[](size_t i) const { return data()[i]; }
};

// A tuple of `size` empty items, which the caller fills with owned references before anybody sees it.
// It may be dropped half filled.
TupleObject* allocate_tuple(Thread& t, size_t size);
Ref make_tuple(Thread& t, std::span<const Value> items);  // copies the references
inline Ref make_tuple(Thread& t, std::initializer_list<Value> items) {
  return make_tuple(t, std::span<const Value>(items.begin(), items.size()));
}
// Becomes the owner of the references, also when it fails.
Ref make_tuple_stealing(Thread& t, Value* owned, size_t count);
Ref empty_tuple(Thread& t);
Ref tuple_from_iterable(Thread& t, Value iterable);  // tuple(iterable)
inline bool is_exact_tuple(Value v) {
  return v.is_object() && v.object()->layout == Layout::kTuple;
}

struct TupleIteratorObject : Object {
  Slot tuple;
  std::atomic<int64_t> index{0};  // -1: exhausted
};

// The next item of an exact iterator; null without an exception at the end. Threads that share an
// iterator may see an item twice.
inline Ref tuple_iterator_next(Thread& t, TupleIteratorObject* it) {
  int64_t index = it->index.load(std::memory_order_relaxed);
  TupleObject* tuple = it->tuple.load().as<TupleObject>();
  if (index < 0 || index >= static_cast<int64_t>(tuple->size)) {
    it->index.store(-1, std::memory_order_relaxed);
    return Ref();
  }
  it->index.store(index + 1, std::memory_order_relaxed);
  return Ref::copy(t, (*tuple)[index]);
}

}  // namespace gilt
