#include "vm/types/dict_order.h"

#include "gil/critical_section.h"
#include "vm/errors.h"
#include "vm/types/dict_storage.h"

namespace gilt {

namespace {

// Where the live entries begin; `used` when there are none.
uint64_t skip_deleted(DictTable* table) {
  uint64_t used = table->used.load(std::memory_order_relaxed);
  while (table->first < used && !table->entries[table->first].key.load()) table->first++;
  return table->first;
}

uint64_t skip_deleted_at_end(DictTable* table) {
  while (table->last > 0 && !table->entries[table->last - 1].key.load()) table->last--;
  return table->last;
}

bool move_behind(Thread& t, DictObject* d, DictTable* table, int64_t index) {
  if (static_cast<uint64_t>(index) + 1 == skip_deleted_at_end(table)) return true;
  int64_t hash = table->entries[index].hash.load(std::memory_order_relaxed);
  if (table->used.load(std::memory_order_relaxed) >= table->usable) {
    // Room first, so that the entry is never out of the dict for want of memory.
    Value key = table->entries[index].key.load();
    auto size = static_cast<uint64_t>(d->size.load(std::memory_order_relaxed));
    if (!dict_resize(t, d, size * 2)) return false;
    index = find_entry(t, d, key, hash, true, &table);
  }
  Ref key, value;
  dict_remove_entry(t, d, table, index, &key, &value);
  return dict_insert_new(t, d, std::move(key), hash, std::move(value));
}

}  // namespace

bool dict_pop_first(Thread& t, DictObject* d, Ref* key, Ref* value) {
  gil::CriticalSection section(t, d->mutex);
  DictTable* table = d->table.load(std::memory_order_relaxed);
  if (table == nullptr) return false;
  uint64_t first = skip_deleted(table);
  if (first == table->used.load(std::memory_order_relaxed)) return false;
  dict_remove_entry(t, d, table, static_cast<int64_t>(first), key, value);
  return true;
}

bool dict_move_to_end(Thread& t, DictObject* d, Value key, bool last) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  gil::CriticalSection section(t, d->mutex);
  DictTable* table;
  int64_t index = find_entry(t, d, key, h, true, &table);
  if (index == kFindFailed) return false;
  if (index < 0) return raise_value(t, Exc::kKeyError, key);
  if (last) return move_behind(t, d, table, index);
  if (static_cast<uint64_t>(index) == skip_deleted(table)) return true;
  return dict_resize(t, d, static_cast<uint64_t>(d->size.load(std::memory_order_relaxed)), index);
}

}  // namespace gilt
