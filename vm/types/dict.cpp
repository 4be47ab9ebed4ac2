#include "vm/types/dict.h"

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/operations.h"
#include "vm/types/dict_storage.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

Hash hash_key_slow(Thread& t, Value key) {
  Hash h = hash(t, key);
  if (!h.failed() || !pending_is(t, Exc::kTypeError)) return h;
  Ref error = take_pending(t);
  if (type_of(t, error) != exception_type(t, Exc::kTypeError)) {
    set_pending(t, std::move(error));
    return Hash();
  }
  Ref text = GILT_TRY(to_str(t, error));
  return raise(
      t, Exc::kTypeError,
      fmt::format("cannot use '{}' as a dict key ({})", type_name(t, key), str_view(text)));
}

Ref empty_dict(Thread& t, size_t capacity) {
  auto* d = GILT_TRY(allocate<DictObject>(t, types(t).dict, Layout::kDict));
  Ref result = Ref::take(t, d);
  if (capacity > 0 && !dict_resize(t, d, capacity)) return Ref();
  return result;
}

// --- reading

Ref dict_get_hashed(Thread& t, DictObject* d, Value key, int64_t hash) {
  DictTable* table;
  int64_t index = find_entry(t, d, key, hash, false, &table);
  if (index < 0) return Ref();
  Ref value;
  if (try_read_slot(t, table->entries[index].value, &value)) return value;
  // Dying or private: once more, with the lock.
  gil::CriticalSection section(t, d->mutex);
  index = find_entry(t, d, key, hash, true, &table);
  if (index < 0) return Ref();
  return read_slot_locked(t, table->entries[index].value);
}

Ref dict_get(Thread& t, DictObject* d, Value key) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  return dict_get_hashed(t, d, key, h);
}

Ref dict_get(Thread& t, DictObject* d, std::string_view key) {
  Ref name = GILT_TRY(intern(t, key));
  return dict_get(t, d, name);
}

Truth dict_contains(Thread& t, DictObject* d, Value key) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  DictTable* table;
  int64_t index = find_entry(t, d, key, h, false, &table);
  if (index == kFindFailed) return Truth();
  return index >= 0;
}

namespace {

// A new reference to the key or value of an entry: null when it was deleted. `stale`: the table is not
// the dict's any more and what it holds is gone.
Ref read_entry_slot(Thread& t, DictObject* d, DictTable* table, Slot& slot, bool* stale) {
  Ref result;
  if (try_read_slot(t, slot, &result)) return result;
  gil::CriticalSection section(t, d->mutex);
  if (d->table.load(std::memory_order_relaxed) != table) {
    *stale = true;
    return Ref();
  }
  return read_slot_locked(t, slot);
}

// Reads entry `i`; false when it is deleted.
bool read_entry(Thread& t, DictObject* d, DictTable* table, size_t i, Ref* key, Ref* value,
                bool* stale) {
  DictEntry& entry = table->entries[i];
  if (!entry.value.load()) return false;
  if (value != nullptr) {
    *value = read_entry_slot(t, d, table, entry.value, stale);
    if (!*value) return false;
  }
  if (key != nullptr) {
    *key = read_entry_slot(t, d, table, entry.key, stale);
    if (!*key) return false;
  }
  return true;
}

}  // namespace

bool dict_next(Thread& t, DictObject* d, size_t* position, Ref* key, Ref* value) {
  while (true) {
    DictTable* table = d->table.load(std::memory_order_acquire);
    if (table == nullptr || *position >= table->used.load(std::memory_order_acquire)) return false;
    bool stale = false;
    size_t i = *position;
    bool found = read_entry(t, d, table, i, key, value, &stale);
    if (stale) continue;
    *position = i + 1;
    if (found) return true;
  }
}

bool dict_previous(Thread& t, DictObject* d, size_t* position, Ref* key, Ref* value) {
  while (true) {
    DictTable* table = d->table.load(std::memory_order_acquire);
    if (table == nullptr) return false;
    size_t end = std::min<size_t>(*position, table->used.load(std::memory_order_acquire));
    if (end == 0) return false;
    bool stale = false;
    bool found = read_entry(t, d, table, end - 1, key, value, &stale);
    if (stale) continue;
    *position = end - 1;
    if (found) return true;
  }
}

// --- writing

namespace {

bool exchange_hashed(Thread& t, DictObject* d, Value key, int64_t hash, Value value, Ref* old) {
  gil::CriticalSection section(t, d->mutex);
  DictTable* table;
  int64_t index = find_entry(t, d, key, hash, true, &table);
  if (index == kFindFailed) return false;
  if (index < 0) return dict_insert_new(t, d, Ref::copy(t, key), hash, Ref::copy(t, value));
  *old = Ref::take(t, table->entries[index].value.exchange(Ref::copy(t, value).release()));
  return true;
}

}  // namespace

bool dict_set_hashed(Thread& t, DictObject* d, Value key, int64_t hash, Value value) {
  Ref old;  // dropped when the lock is free again
  return exchange_hashed(t, d, key, hash, value, &old);
}

bool dict_exchange(Thread& t, DictObject* d, Value key, Value value, Ref* old) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  return exchange_hashed(t, d, key, h, value, old);
}

bool dict_set(Thread& t, DictObject* d, Value key, Value value) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  return dict_set_hashed(t, d, key, h, value);
}

bool dict_set(Thread& t, DictObject* d, std::string_view key, Value value) {
  Ref name = GILT_TRY(intern(t, key));
  return dict_set(t, d, name, value);
}

Ref dict_pop(Thread& t, DictObject* d, Value key) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  Ref old_key, old_value;
  {
    gil::CriticalSection section(t, d->mutex);
    DictTable* table;
    int64_t index = find_entry(t, d, key, h, true, &table);
    if (index < 0) return Ref();
    dict_remove_entry(t, d, table, index, &old_key, &old_value);
  }
  return old_value;
}

bool dict_delete_if(Thread& t, DictObject* d, Value key, bool (*condition)(Thread&, Value)) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  Ref old_key, old_value;
  gil::CriticalSection section(t, d->mutex);
  DictTable* table;
  int64_t index = find_entry(t, d, key, h, true, &table);
  if (index < 0 || !condition(t, table->entries[index].value.load())) return false;
  dict_remove_entry(t, d, table, index, &old_key, &old_value);
  return true;
}

bool dict_delete(Thread& t, DictObject* d, Value key) {
  return static_cast<bool>(dict_pop(t, d, key));
}

bool dict_pop_last(Thread& t, DictObject* d, Ref* key, Ref* value) {
  gil::CriticalSection section(t, d->mutex);
  DictTable* table = d->table.load(std::memory_order_relaxed);
  if (table == nullptr) return false;
  while (table->last > 0) {
    uint64_t i = --table->last;
    if (!table->entries[i].key.load()) continue;
    dict_remove_entry(t, d, table, static_cast<int64_t>(i), key, value);
    return true;
  }
  return false;
}

Ref dict_set_default(Thread& t, DictObject* d, Value key, Value value) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  gil::CriticalSection section(t, d->mutex);
  DictTable* table;
  int64_t index = find_entry(t, d, key, h, true, &table);
  if (index == kFindFailed) return Ref();
  if (index >= 0) return read_slot_locked(t, table->entries[index].value);
  if (!dict_insert_new(t, d, Ref::copy(t, key), h, Ref::copy(t, value))) return Ref();
  return Ref::copy(t, value);
}

void dict_clear(Thread& t, DictObject* d) {
  DictTable* table;
  {
    gil::CriticalSection section(t, d->mutex);
    table = d->table.load(std::memory_order_relaxed);
    if (table == nullptr) return;
    d->keys_version.store(0, std::memory_order_release);
    d->table.store(nullptr, std::memory_order_release);
    d->size.store(0, std::memory_order_release);
  }
  uint64_t used = table->used.load(std::memory_order_relaxed);
  for (uint64_t i = 0; i < used; i++) {
    decref(t, table->entries[i].key.load());
    decref(t, table->entries[i].value.load());
  }
  drop_table(t, table);
}

Ref dict_copy(Thread& t, DictObject* d) {
  Ref result = GILT_TRY(empty_dict(t));
  gil::CriticalSection section(t, d->mutex);
  auto* copy = result.as<DictObject>();
  auto size = static_cast<uint64_t>(d->size.load(std::memory_order_relaxed));
  if (size == 0) return result;
  if (!dict_resize(t, copy, size)) return Ref();
  DictTable* table = d->table.load(std::memory_order_relaxed);
  uint64_t used = table->used.load(std::memory_order_relaxed);
  for (uint64_t i = 0; i < used; i++) {
    DictEntry& entry = table->entries[i];
    if (!entry.key.load()) continue;
    int64_t h = entry.hash.load(std::memory_order_relaxed);
    dict_insert_new(t, copy, read_slot_locked(t, entry.key), h, read_slot_locked(t, entry.value));
  }
  return result;
}

Ref dict_list(Thread& t, DictObject* d, DictPart part) {
  Ref result = GILT_TRY(empty_list(t));
  gil::CriticalSection section(t, d->mutex);
  auto* list = result.as<ListObject>();
  DictTable* table = d->table.load(std::memory_order_relaxed);
  if (table == nullptr) return result;
  if (!list_reserve(t, list, d->size.load(std::memory_order_relaxed))) return Ref();
  uint64_t used = table->used.load(std::memory_order_relaxed);
  for (uint64_t i = 0; i < used; i++) {
    DictEntry& entry = table->entries[i];
    if (!entry.key.load()) continue;
    Ref item;
    if (part != DictPart::kValues) item = read_slot_locked(t, entry.key);
    if (part != DictPart::kKeys) {
      Ref value = read_slot_locked(t, entry.value);
      item = part == DictPart::kValues ? std::move(value) : make_tuple(t, {item, value});
    }
    if (!item || !list_append_locked(t, list, std::move(item))) return Ref();
  }
  return result;
}

// --- inline caches

uint32_t dict_version(Thread& t, DictObject* d) {
  uint32_t version = d->keys_version.load(std::memory_order_acquire);
  if (version != 0) return version;
  gil::CriticalSection section(t, d->mutex);
  version = d->keys_version.load(std::memory_order_relaxed);
  if (version != 0) return version;
  version = t.runtime.next_version();
  d->keys_version.store(version, std::memory_order_release);
  return version;
}

int64_t dict_entry_index(Thread& t, DictObject* d, Value key) {
  DictTable* table;
  int64_t index = find_entry(t, d, key, str_hash(key.as<StrObject>()), false, &table);
  if (index >= 0 && static_cast<bool>(table->entries[index].value.load())) return index;
  if (index == kFindFailed) clear_pending(t);
  return -1;
}

bool dict_set_entry(Thread& t, DictObject* d, uint32_t version, size_t index, Value value) {
  Ref old;
  gil::CriticalSection section(t, d->mutex);
  if (d->keys_version.load(std::memory_order_relaxed) != version) return false;
  Slot& slot = d->table.load(std::memory_order_relaxed)->entries[index].value;
  old = Ref::take(t, slot.exchange(Ref::copy(t, value).release()));
  return true;
}

}  // namespace gilt
