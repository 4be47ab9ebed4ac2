// set and frozenset: a hash table of keys with open addressing, a short linear search at each probe.
//
// Thread-safety: everything but `size` and the cached hash is guarded by the set's lock, which the
// functions below take. The order of iteration is CPython's: it follows from the hashes,
// the table's size and the order of insertion. Source: Objects/setobject.c.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/operations.h"
#include "vm/ref.h"

namespace gilt {

struct SetEntry {
  Slot key;  // owned; empty: never used (hash 0) or deleted (hash -1)
  int64_t hash = 0;
};

struct SetObject : Object {
  std::atomic<int64_t> size{0};
  int64_t filled = 0;  // entries that are not "never used"
  uint64_t mask = 7;
  SetEntry* table = nullptr;      // null: empty, with the mask that the first item gets
  uint64_t finger = 0;            // where pop() goes on searching
  std::atomic<int64_t> hash{-1};  // of a frozenset; -1: not computed yet
};

// A set or frozenset or an instance of a subclass.
inline bool is_any_set(Thread& t, Value v) {
  return v.is_object() && is_instance_of(t, v, Type::kSet);
}
inline int64_t set_size(Value set) {
  return set.as<SetObject>()->size.load(std::memory_order_acquire);
}

Ref empty_set(Thread& t);
Ref set_from_iterable(Thread& t, Value iterable);
Ref make_frozenset(Thread& t, Value iterable);

// `set` is a set (or a frozenset that nobody else has seen yet).
bool set_add(Thread& t, Value set, Value item);
Truth set_contains(Thread& t, Value set, Value item);
Truth set_discard(Thread& t, Value set, Value item);  // whether it was there
void set_clear(Thread& t, Value set);
bool set_update(Thread& t, Value set, Value iterable);
bool set_difference_update(Thread& t, Value set, Value iterable);
bool set_symmetric_difference_update(Thread& t, Value set, Value iterable);
Ref set_intersection(Thread& t, Value set, Value iterable);  // of the set's built-in type
Ref set_list(Thread& t, Value set);                          // all items at one moment, as a list
// The next item in the order of the table; *position starts at 0. Null, no exception: the end.
Ref set_next(Thread& t, Value set, size_t* position);

// --- for the set's own files
// A set of class `cls` (set, frozenset or a subclass) with the items of `iterable`, if there is one.
Ref new_set(Thread& t, Type* cls, Value iterable);
// `set` or `frozenset`, whichever the class of the value is or extends.
Type* base_set_type(Thread& t, Value set);
Hash hash_element(Thread& t, Value item);
bool set_add_hashed(Thread& t, SetObject* set, Value item, int64_t hash);  // lock held
// The index of an entry, or -1 (absent) or -2 (raised); lock held.
int64_t set_find(Thread& t, SetObject* set, Value item, int64_t hash);
size_t set_storage_bytes(const SetObject* set);
// Each gets the items of the other, which nobody else has seen yet; lock of the set held.
void set_swap(SetObject* set, SetObject* other);

}  // namespace gilt
