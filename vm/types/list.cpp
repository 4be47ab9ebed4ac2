#include "vm/types/list.h"

#include <cstring>

#include "gil/critical_section.h"
#include "vm/operations.h"
#include "vm/types/dict_views.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

size_t array_bytes(uint64_t capacity) { return sizeof(ListArray) + capacity * sizeof(Slot); }

void drop_array(Thread& t, ListArray* array) {
  if (array != nullptr) retire_storage(t, array, array_bytes(array->capacity));
}

// As CPython: about an eighth more than needed, in steps of four.
int64_t roomy(int64_t size) { return (size + (size >> 3) + 6) & ~int64_t{3}; }

bool replace_array(Thread& t, ListObject* list, int64_t capacity) {
  if (capacity > int64_t{1} << 48) return raise_no_memory(t);
  auto* fresh = static_cast<ListArray*>(GILT_TRY(allocate_storage(t, array_bytes(capacity))));
  fresh->capacity = static_cast<uint64_t>(capacity);
  ListArray* old = list->array.load(std::memory_order_relaxed);
  int64_t size = list->count();
  // Bytewise: nobody else sees the new array yet, and of the old one the list's lock leaves only
  // readers.
  const auto used = static_cast<size_t>(size) * sizeof(Slot);
  if (used > 0) std::memcpy(static_cast<void*>(fresh->items), old->items, used);
  std::memset(static_cast<void*>(fresh->items + size), 0,
              array_bytes(fresh->capacity) - sizeof(ListArray) - used);
  list->array.store(fresh, std::memory_order_release);  // partner: the load in list_get_shared
  drop_array(t, old);
  return true;
}

}  // namespace

bool list_reserve(Thread& t, ListObject* list, int64_t capacity) {
  ListArray* array = list->array.load(std::memory_order_relaxed);
  if (array != nullptr && capacity <= static_cast<int64_t>(array->capacity)) return true;
  if (capacity == 0) return true;
  return replace_array(t, list, capacity);
}

void list_shrink(Thread& t, ListObject* list) {
  ListArray* array = list->array.load(std::memory_order_relaxed);
  if (array == nullptr || array->capacity <= 64) return;
  if (list->count() * 4 >= static_cast<int64_t>(array->capacity)) return;
  if (!replace_array(t, list, roomy(list->count()))) clear_pending(t);  // then it stays large
}

Ref empty_list(Thread& t, size_t capacity) {
  auto* list = GILT_TRY(allocate<ListObject>(t, types(t).list, Layout::kList));
  Ref result = Ref::take(t, list);
  if (!list_reserve(t, list, static_cast<int64_t>(capacity))) return Ref();
  return result;
}

Ref make_list(Thread& t, std::span<const Value> items) {
  Ref list = GILT_TRY(empty_list(t, items.size()));
  if (!list_extend_locked(t, list.as<ListObject>(), items)) return Ref();
  return list;
}

Ref make_list_stealing(Thread& t, Value* owned, size_t count) {
  Ref result = empty_list(t, count);
  if (!result) {
    for (size_t i = 0; i < count; i++) decref(t, owned[i]);
    return Ref();
  }
  auto* list = result.as<ListObject>();
  for (size_t i = 0; i < count; i++) list->items()[i].store(owned[i]);
  list->size.store(static_cast<int64_t>(count), std::memory_order_relaxed);
  return result;
}

Ref list_from_iterable(Thread& t, Value iterable) {
  Ref list = GILT_TRY(empty_list(t));
  if (!list_extend(t, list.as<ListObject>(), iterable)) return Ref();
  return list;
}

Ref list_get_shared(Thread& t, ListObject* list, int64_t index) {
  if (index < 0 || index >= list_size(list)) return Ref();
  ListArray* array = list->array.load(std::memory_order_acquire);
  if (array != nullptr && index < static_cast<int64_t>(array->capacity)) {
    Ref item;
    if (try_read_slot(t, array->items[index], &item) && item) return item;
  }
  gil::CriticalSection section(t, list->mutex);
  if (index >= list->count()) return Ref();
  return read_slot_locked(t, list->items()[index]);
}

bool list_set_shared(Thread& t, ListObject* list, int64_t index, Ref value) {
  Ref old;  // dropped when the lock is free again
  gil::CriticalSection section(t, list->mutex);
  if (index < 0 || index >= list->count()) return false;
  old = Ref::take(t, list->items()[index].exchange(value.release()));
  return true;
}

bool list_append_locked(Thread& t, ListObject* list, Ref item) {
  int64_t size = list->count();
  ListArray* array = list->array.load(std::memory_order_relaxed);
  if (array == nullptr || size >= static_cast<int64_t>(array->capacity)) {
    if (!replace_array(t, list, roomy(size + 1))) return false;
  }
  list->items()[size].store(item.release());
  list->size.store(size + 1, std::memory_order_release);
  return true;
}

bool list_append_slow(Thread& t, ListObject* list, Ref item) {
  gil::CriticalSection section(t, list->mutex);
  return list_append_locked(t, list, std::move(item));
}

bool list_extend_locked(Thread& t, ListObject* list, std::span<const Value> items) {
  int64_t size = list->count();
  int64_t total = size + static_cast<int64_t>(items.size());
  ListArray* array = list->array.load(std::memory_order_relaxed);
  if (array == nullptr || total > static_cast<int64_t>(array->capacity)) {
    if (!list_reserve(t, list, size == 0 ? total : roomy(total))) return false;
  }
  for (Value item : items) list->items()[size++].store(Ref::copy(t, item).release());
  list->size.store(total, std::memory_order_release);
  return true;
}

namespace {

// Both locks are held.
bool extend_from_list(Thread& t, ListObject* list, ListObject* source) {
  int64_t count = source->count();
  int64_t size = list->count();
  if (count == 0) return true;
  if (!list_reserve(t, list, size == 0 ? count : roomy(size + count))) return false;
  for (int64_t i = 0; i < count; i++) {
    list->items()[size + i].store(read_slot_locked(t, source->items()[i]).release());
  }
  list->size.store(size + count, std::memory_order_release);
  return true;
}

}  // namespace

bool list_extend(Thread& t, ListObject* list, Value iterable) {
  if (is_exact_list(iterable)) {
    auto* source = iterable.as<ListObject>();
    if (source == list) {
      gil::CriticalSection section(t, list->mutex);
      return extend_from_list(t, list, list);
    }
    gil::CriticalSection2 section(t, list->mutex, source->mutex);
    return extend_from_list(t, list, source);
  }
  if (is_exact_tuple(iterable)) {
    gil::CriticalSection section(t, list->mutex);
    return list_extend_locked(t, list, iterable.as<TupleObject>()->items());
  }
  Ref snapshot = snapshot_of(t, iterable);
  if (snapshot) {
    gil::CriticalSection section(t, list->mutex);
    return extend_from_list(t, list, snapshot.as<ListObject>());
  }
  if (pending(t)) return false;
  Ref iterator = GILT_TRY(get_iter(t, iterable));
  const int64_t expected = GILT_TRY(length_hint(t, iterable, 8)).get();
  {
    gil::CriticalSection section(t, list->mutex);
    if (!list_reserve(t, list, list->count() + expected)) return false;
  }
  while (Ref item = iter_next(t, iterator)) {
    if (!list_append(t, list, std::move(item))) return false;
  }
  return !pending(t);
}

bool list_splice(Thread& t, ListObject* list, int64_t start, int64_t removed,
                 std::span<const Value> added, Value* old) {
  int64_t size = list->count();
  auto count = static_cast<int64_t>(added.size());
  int64_t change = count - removed;
  if (change > 0) {
    ListArray* array = list->array.load(std::memory_order_relaxed);
    if (array == nullptr || size + change > static_cast<int64_t>(array->capacity)) {
      if (!list_reserve(t, list, roomy(size + change))) return false;
    }
  }
  if (size == 0 && count == 0) return true;
  Slot* items = list->items();
  for (int64_t i = 0; i < removed; i++) old[i] = items[start + i].load();
  if (change > 0) {
    for (int64_t i = size - 1; i >= start + removed; i--) items[i + change].store(items[i].load());
  } else if (change < 0) {
    // Readers may come before the items move: the length goes down first.
    list->size.store(size + change, std::memory_order_release);
    for (int64_t i = start + removed; i < size; i++) items[i + change].store(items[i].load());
    for (int64_t i = size + change; i < size; i++) items[i].store(Value());
  }
  for (int64_t i = 0; i < count; i++) items[start + i].store(Ref::copy(t, added[i]).release());
  list->size.store(size + change, std::memory_order_release);
  if (change < 0) list_shrink(t, list);
  return true;
}

void list_clear(Thread& t, ListObject* list) {
  ListArray* array;
  int64_t size;
  {
    gil::CriticalSection section(t, list->mutex);
    array = list->array.load(std::memory_order_relaxed);
    size = list->count();
    list->size.store(0, std::memory_order_release);
    list->array.store(nullptr, std::memory_order_release);
  }
  for (int64_t i = size - 1; i >= 0; i--) decref(t, array->items[i].load());
  drop_array(t, array);
}

Ref list_copy_range(Thread& t, ListObject* list, int64_t start, int64_t step, int64_t count) {
  Ref result = GILT_TRY(empty_list(t, static_cast<size_t>(count)));
  auto* copy = result.as<ListObject>();
  for (int64_t i = 0; i < count; i++, start += step) {
    copy->items()[i].store(read_slot_locked(t, list->items()[start]).release());
  }
  copy->size.store(count, std::memory_order_relaxed);
  return result;
}

Ref list_as_tuple(Thread& t, ListObject* list) {
  gil::CriticalSection section(t, list->mutex);
  int64_t size = list->count();
  if (size == 0) return empty_tuple(t);
  auto* tuple = GILT_TRY(allocate_tuple(t, static_cast<size_t>(size)));
  for (int64_t i = 0; i < size; i++) {
    tuple->items_[i] = read_slot_locked(t, list->items()[i]).release();
  }
  return Ref::take(t, tuple);
}

Ref list_snapshot(Thread& t, ListObject* list) { return list_as_tuple(t, list); }

}  // namespace gilt
