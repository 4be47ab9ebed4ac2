// tuple: an immutable sequence, its items in the object. No lock is ever needed.
#pragma once

#include <initializer_list>
#include <span>

#include "vm/heap.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct TupleObject : Object {
  uint64_t size = 0;
  Value items_[0];  // owned; written only before the tuple is shared

  std::span<const Value> items() const { return {items_, size}; }
  Value operator[](size_t i) const { return items_[i]; }
};

// A tuple of `size` empty items, which the caller fills with owned references before anybody sees it.
TupleObject* allocate_tuple(Thread& t, size_t size);
Ref make_tuple(Thread& t, std::span<const Value> items);  // copies the references
inline Ref make_tuple(Thread& t, std::initializer_list<Value> items) {
  return make_tuple(t, std::span<const Value>(items.begin(), items.size()));
}
Ref make_tuple_stealing(Thread& t, Value* owned, size_t count);
Ref empty_tuple(Thread& t);
Ref tuple_from_iterable(Thread& t, Value iterable);  // tuple(iterable)
inline bool is_exact_tuple(Value v) { return v.is_object() && v.object()->layout == Layout::kTuple; }

}  // namespace gilt
