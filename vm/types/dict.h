// dict: insertion-ordered hash table (the compact form of CPython: an index table and an array of
// entries).
//
// Thread-safety: writers hold the dict's lock. Readers need none: they load the table, search it, read
// the value (read_slot); a table the dict has outgrown is retired, not freed. Keys in a published
// table never change except to "deleted"; a compared key is kept alive by a reference (read_slot).
//
// `keys_version` is what inline caches of LOAD_GLOBAL compare: it changes (to 0, "not given out")
// whenever a key is added or removed or an entry moves, not when a value changes. dict_version() gives
// out a fresh number.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "vm/heap.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct DictEntry {
  std::atomic<int64_t> hash;
  Slot key;    // empty: never used or deleted
  Slot value;  // empty when deleted
};

struct DictTable;  // vm/types/dict_table.h: header, index, entries

struct DictObject : Object {
  std::atomic<int64_t> size{0};           // live entries
  std::atomic<uint32_t> keys_version{0};
  std::atomic<uint32_t> mutations{0};     // counts changes of the key set, for iterators
  std::atomic<DictTable*> table{nullptr};
};

Ref empty_dict(Thread& t, size_t capacity = 0);
inline bool is_exact_dict(Value v) { return v.is_object() && v.object()->layout == Layout::kDict; }
inline int64_t dict_size(const DictObject* d) { return d->size.load(std::memory_order_acquire); }

// Null without an exception when absent; null with one when hashing or comparing raised.
Ref dict_get(Thread& t, DictObject* d, Value key);
Ref dict_get(Thread& t, DictObject* d, std::string_view key);
Truth dict_contains(Thread& t, DictObject* d, Value key);
bool dict_set(Thread& t, DictObject* d, Value key, Value value);
bool dict_set(Thread& t, DictObject* d, std::string_view key, Value value);
// False without an exception when absent.
bool dict_delete(Thread& t, DictObject* d, Value key);
Ref dict_pop(Thread& t, DictObject* d, Value key);               // null without exception: absent
Ref dict_set_default(Thread& t, DictObject* d, Value key, Value value);
bool dict_update(Thread& t, DictObject* d, Value other);         // mapping or iterable of pairs
bool dict_merge_unique(Thread& t, DictObject* d, Value mapping, Value function);  // DICT_MERGE
void dict_clear(Thread& t, DictObject* d);
Ref dict_copy(Thread& t, DictObject* d);
Ref dict_keys_list(Thread& t, DictObject* d);

// Iterates in insertion order without locking; *position starts at 0. False at the end. The references
// are new. Entries added or removed meanwhile may or may not be seen.
bool dict_next(Thread& t, DictObject* d, size_t* position, Ref* key, Ref* value);

// --- for the inline caches of LOAD_GLOBAL and class namespaces; `key` is an interned str
// The number that stands for the current keys, fresh if needed; 0: do not cache.
uint32_t dict_version(Thread& t, DictObject* d);
// The entry index of `key`, or -1.
int64_t dict_entry_index(Thread& t, DictObject* d, Value key);
// dict_entry_value(d, index), in dict_table.h: the value slot of an entry while keys_version is
// unchanged.
// Stores to an existing entry when `version` still is the dict's keys_version (takes the lock when
// the GIL is off); false: the caller goes the slow way.
bool dict_set_entry(Thread& t, DictObject* d, uint32_t version, size_t index, Value value);

}  // namespace gilt
