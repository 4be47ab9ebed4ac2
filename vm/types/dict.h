// dict: insertion-ordered hash table (the compact form of CPython: an index table and an array of
// entries).
//
// Thread-safety: writers hold the dict's lock. Readers need none: they load the table, search it, read
// the value; a table the dict has outgrown is retired, not freed. An entry's key never changes except
// to empty (deleted), which happens after its value has become empty; entries are handed out once.
//
// `keys_version` is what inline caches of LOAD_GLOBAL compare: it changes (to 0, "not given out")
// before a key is added or removed or an entry moves, not when a value changes. dict_version() gives
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
  std::atomic<int64_t> hash{0};
  Slot key;    // empty: never used or deleted
  Slot value;  // empty when deleted
};

struct DictTable;  // vm/types/dict_table.h: header, index, entries

struct DictObject : Object {
  std::atomic<int64_t> size{0};  // live entries
  std::atomic<uint32_t> keys_version{0};
  std::atomic<DictTable*> table{nullptr};  // null: no entry yet
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
// The same if `condition` says so of the value. It must neither run Python code nor wait.
bool dict_delete_if(Thread& t, DictObject* d, Value key, bool (*condition)(Thread&, Value value));
Ref dict_pop(Thread& t, DictObject* d, Value key);  // null without exception: absent
Ref dict_set_default(Thread& t, DictObject* d, Value key, Value value);
bool dict_update(Thread& t, DictObject* d, Value other);  // mapping or iterable of pairs
bool dict_merge_unique(Thread& t, DictObject* d, Value mapping, Value function);  // DICT_MERGE
void dict_clear(Thread& t, DictObject* d);
Ref dict_copy(Thread& t, DictObject* d);
// All keys, values or (key, value) pairs at one moment, as a list.
enum class DictPart : uint8_t { kKeys, kValues, kItems };
Ref dict_list(Thread& t, DictObject* d, DictPart part);
inline Ref dict_keys_list(Thread& t, DictObject* d) { return dict_list(t, d, DictPart::kKeys); }

// Iterates in insertion order without locking; *position starts at 0. False at the end. The references
// are new. Entries added or removed meanwhile may or may not be seen. `key` and `value` may be null.
bool dict_next(Thread& t, DictObject* d, size_t* position, Ref* key, Ref* value);
// The same backwards; *position starts at SIZE_MAX.
bool dict_previous(Thread& t, DictObject* d, size_t* position, Ref* key, Ref* value);

// --- for the inline caches of LOAD_GLOBAL and class namespaces; `key` is an interned str
// The number that stands for the current keys, fresh if needed; 0: do not cache.
uint32_t dict_version(Thread& t, DictObject* d);
// The entry index of `key`, or -1.
int64_t dict_entry_index(Thread& t, DictObject* d, Value key);
// dict_read_entry(t, d, version, index), in dict_table.h: the value of an entry while keys_version is
// `version`; null: the caller goes the slow way.
// Stores to an existing entry when `version` still is the dict's keys_version (takes the lock when
// the GIL is off); false: the caller goes the slow way.
bool dict_set_entry(Thread& t, DictObject* d, uint32_t version, size_t index, Value value);

// --- for the dict's own files
// Hash of a dict key; the TypeError of an unhashable one says that it was to be a key.
Hash hash_key_slow(Thread& t, Value key);
// d[key] = value with the hash known.
bool dict_set_hashed(Thread& t, DictObject* d, Value key, int64_t hash, Value value);
// Sets, and hands out what stood there (empty: nothing).
bool dict_exchange(Thread& t, DictObject* d, Value key, Value value, Ref* old);
Ref dict_get_hashed(Thread& t, DictObject* d, Value key, int64_t hash);
// Removes the last entry: false when there is none.
bool dict_pop_last(Thread& t, DictObject* d, Ref* key, Ref* value);
// As dict_update, but entries of `d` win, or (kUnique) a key in both is an error: null exception and
// *duplicate set.
enum class Merge : uint8_t { kReplace, kKeep, kUnique };
bool dict_merge(Thread& t, DictObject* d, Value other, Merge how, Ref* duplicate);

}  // namespace gilt
