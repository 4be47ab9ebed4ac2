// list: a growing array of references.
//
// Thread-safety: writers hold the list's lock. Readers of one item (list_get) and of the length need
// none: they load the array, then the item; the array a list has outgrown is retired, not freed.
// Invariants: the slots of the current array from `size` on are empty; the array's capacity is at least
// `size` for whoever holds the lock (a reader without it may see an older size or array, and checks).
// Items that move within the array (insert, pop(i), reverse) may be seen twice or not at all meanwhile.
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

  // For writers, which hold the lock.
  int64_t count() const { return size.load(std::memory_order_relaxed); }
  Slot* items() const { return array.load(std::memory_order_relaxed)->items; }
};

Ref make_list(Thread& t, std::span<const Value> items);  // copies the references
// Becomes the owner of the references, also when it fails.
Ref make_list_stealing(Thread& t, Value* owned, size_t count);
Ref empty_list(Thread& t, size_t capacity = 0);
Ref list_from_iterable(Thread& t, Value iterable);

inline bool is_exact_list(Value v) { return v.is_object() && v.object()->layout == Layout::kList; }
inline int64_t list_size(const ListObject* list) {
  return list->size.load(std::memory_order_acquire);
}

Ref list_get_shared(Thread& t, ListObject* list, int64_t index);
bool list_set_shared(Thread& t, ListObject* list, int64_t index, Ref value);
bool list_append_slow(Thread& t, ListObject* list, Ref item);

// list[index], 0-based; null without an exception when out of range.
inline Ref list_get(Thread& t, ListObject* list, int64_t index) {
  if (t.free_threaded) return list_get_shared(t, list, index);
  if (index < 0 || index >= list->count()) return Ref();
  return Ref::copy(t, list->items()[index].load());
}

// list[index] = value; false without an exception when out of range.
inline bool list_set(Thread& t, ListObject* list, int64_t index, Ref value) {
  if (t.free_threaded) return list_set_shared(t, list, index, std::move(value));
  if (index < 0 || index >= list->count()) return false;
  assign_slot(t, list->items()[index], std::move(value));
  return true;
}

// The following lock the list themselves. False: MemoryError or what the iteration raised.
inline bool list_append(Thread& t, ListObject* list, Ref item) {
  if (!t.free_threaded || list->mutex.biased_to(t)) {
    ListArray* array = list->array.load(std::memory_order_relaxed);
    int64_t size = list->count();
    if (array != nullptr && size < static_cast<int64_t>(array->capacity)) [[likely]] {
      array->items[size].store(item.release());
      list->size.store(size + 1, std::memory_order_release);
      return true;
    }
  }
  return list_append_slow(t, list, std::move(item));
}
bool list_extend(Thread& t, ListObject* list, Value iterable);
bool list_sort(Thread& t, ListObject* list, Value key, bool reverse);
void list_clear(Thread& t, ListObject* list);
Ref list_as_tuple(Thread& t, ListObject* list);
// A consistent copy of the items, for natives that walk a list while Python may run.
Ref list_snapshot(Thread& t, ListObject* list);  // tuple

struct ListIteratorObject : Object {
  Slot list;                      // never empty while a second thread may look
  std::atomic<int64_t> index{0};  // -1: exhausted
};

// The next item of an exact list_iterator; null without an exception at the end. Threads that share
// an iterator may see an item twice.
inline Ref list_iterator_next(Thread& t, ListIteratorObject* it) {
  int64_t index = it->index.load(std::memory_order_relaxed);
  if (index < 0) return Ref();
  Ref item = list_get(t, it->list.load().as<ListObject>(), index);
  it->index.store(item ? index + 1 : -1, std::memory_order_relaxed);
  return item;
}

// --- for the list's own files: the caller holds the lock
bool list_append_locked(Thread& t, ListObject* list, Ref item);
// Room for `capacity` items.
bool list_reserve(Thread& t, ListObject* list, int64_t capacity);
// Gives memory back when most of it is unused.
void list_shrink(Thread& t, ListObject* list);
// The items from `start` on are replaced: `removed` of them by copies of `added`. The old ones go to
// `old` (room for `removed`), still owned: drop them when the lock is not needed any more.
bool list_splice(Thread& t, ListObject* list, int64_t start, int64_t removed,
                 std::span<const Value> added, Value* old);
bool list_extend_locked(Thread& t, ListObject* list, std::span<const Value> items);
Ref list_copy_range(Thread& t, ListObject* list, int64_t start, int64_t step, int64_t count);
bool list_sort_locked(Thread& t, ListObject* list, Value key, bool reverse);
// Subscripts and operators (vm/types/list_items.cpp).
void init_list_items(Type& type);

}  // namespace gilt
