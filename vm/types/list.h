// list: a growing array of references.
//
// Thread-safety: writers hold the list's lock. Readers of one item (list_get) and of the length need
// none: they load the array, then the item (read_slot); the array a list has outgrown is retired, not
// freed. `size` never exceeds the capacity of the array loaded after it.
#pragma once

#include <atomic>
#include <span>

#include "vm/heap.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct ListArray {
  uint64_t capacity;
  Slot items[0];
};

struct ListObject : Object {
  std::atomic<int64_t> size{0};
  std::atomic<ListArray*> array{nullptr};  // null: capacity 0
};

Ref make_list(Thread& t, std::span<const Value> items);  // copies the references
Ref make_list_stealing(Thread& t, Value* owned, size_t count);
Ref empty_list(Thread& t, size_t capacity = 0);
Ref list_from_iterable(Thread& t, Value iterable);

inline bool is_exact_list(Value v) { return v.is_object() && v.object()->layout == Layout::kList; }
inline int64_t list_size(const ListObject* list) {
  return list->size.load(std::memory_order_acquire);
}
// list[index], 0-based; null without an exception when out of range.
Ref list_get(Thread& t, ListObject* list, int64_t index);
// list[index] = value; false without an exception when out of range.
bool list_set(Thread& t, ListObject* list, int64_t index, Ref value);
// The following lock the list themselves. False: MemoryError or what the iteration raised.
bool list_append(Thread& t, ListObject* list, Ref item);
bool list_extend(Thread& t, ListObject* list, Value iterable);
bool list_sort(Thread& t, ListObject* list, Value key, bool reverse);
Ref list_as_tuple(Thread& t, ListObject* list);
// A consistent copy of the items, for natives that walk a list while Python may run.
Ref list_snapshot(Thread& t, ListObject* list);  // tuple

struct ListIteratorObject : Object {
  Slot list;  // empty when exhausted
  std::atomic<int64_t> index{0};
};

}  // namespace gilt
