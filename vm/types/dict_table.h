// The storage of a dict: one allocation that holds this header, the index table (2^index_log2 cells of
// 1, 2 or 4 bytes: -1 empty, else an entry index) and the entries in insertion order. A deleted entry
// keeps its cell, so a search passes it; the next resize drops it.
// Source of the form: CPython's Objects/dictobject.c ("compact dict").
//
// Thread-safety: filled under the dict's lock; searched by anybody. A cell is written after its entry
// (release), an entry's key after its value.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/hash.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

namespace gilt {

struct DictTable {
  uint8_t index_log2;          // number of index cells
  uint8_t cell_log2;           // bytes of a cell: 0..2
  uint64_t usable;             // entries there is room for
  std::atomic<uint64_t> used;  // entries handed out, deleted ones included
  uint64_t last;               // no live entry from here on; under the lock, for popitem()
  uint64_t first;              // no live entry before this one; under the lock
  DictEntry* entries;          // behind the index, in this allocation

  uint64_t mask() const { return (uint64_t{1} << index_log2) - 1; }
  template <typename Cell>
  std::atomic<Cell>* cells() {
    return reinterpret_cast<std::atomic<Cell>*>(this + 1);
  }
};

// What find_entry() answers instead of an index.
inline constexpr int64_t kAbsent = -1;
inline constexpr int64_t kFindFailed = -2;  // comparing raised

// The index of the entry with this key in the dict's current table, which it leaves in *table (null:
// the dict is empty). Comparing keys may run Python; when that changes the dict, the search starts
// again. `locked`: the caller holds the dict's lock.
int64_t find_entry(Thread& t, DictObject* d, Value key, int64_t hash, bool locked,
                   DictTable** table);

// For looking from outside (vm/peek.h): the value of the entry with this hash whose key `same` says
// yes to; no value: there is none. Nothing is counted, locked or compared.
Value dict_peek(const DictObject* d, int64_t hash, bool (*same)(Value candidate, const void* key),
                const void* key);

inline Hash hash_key(Thread& t, Value key) {
  if (is_exact_str(key)) return str_hash(key.as<StrObject>());
  if (key.is_small_int()) return hash_int(key.small_int());
  return hash_key_slow(t, key);
}

// The value of an entry found earlier, while the keys are those of `version`; null without an
// exception otherwise. The version is read again after the slot: whoever changes the keys first
// changes the version.
inline Ref dict_read_entry(Thread& t, DictObject* d, uint32_t version, size_t index) {
  if (d->keys_version.load(std::memory_order_acquire) != version) return Ref();
  DictTable* table = d->table.load(std::memory_order_acquire);
  if (!t.free_threaded) return Ref::copy(t, table->entries[index].value.load());
  Ref value;
  if (table == nullptr || index >= table->usable) return value;
  if (!try_read_slot(t, table->entries[index].value, &value)) return Ref();
  if (d->keys_version.load(std::memory_order_acquire) != version) return Ref();
  return value;
}

// The value slot of an entry while keys_version is unchanged (with the GIL; else dict_read_entry).
inline Slot& dict_entry_value(DictObject* d, size_t index) {
  return d->table.load(std::memory_order_acquire)->entries[index].value;
}

}  // namespace gilt
