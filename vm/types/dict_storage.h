// How the dict's own files change its table. The caller holds the dict's lock.
#pragma once

#include "vm/types/dict_table.h"

namespace gilt {

// A new table for `capacity` entries with the live ones of the old, entry `front` (if any) before the
// others. False: MemoryError.
bool dict_resize(Thread& t, DictObject* d, uint64_t capacity, int64_t front = -1);
// Adds an entry whose key is known to be absent.
bool dict_insert_new(Thread& t, DictObject* d, Ref key, int64_t hash, Ref value);
// Takes a live entry out of the current table; drop key and value when the lock is not needed.
void dict_remove_entry(Thread& t, DictObject* d, DictTable* table, int64_t index, Ref* key,
                       Ref* value);
// Gives up a table that no dict has any more (its references are the caller's).
void drop_table(Thread& t, DictTable* table);
size_t dict_storage_bytes(const DictObject* d);
// The slot of dict, for types that have more than its references.
void dict_traverse(Object* object, void (*visit)(Value child, void* arg), void* arg);

}  // namespace gilt
