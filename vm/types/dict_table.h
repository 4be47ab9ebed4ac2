// The storage of a dict: one allocation that holds this header, the index table (2^index_log2 cells of
// 1, 2, 4 or 8 bytes: -1 empty, -2 deleted, else an entry index) and the entries in insertion order.
// Source of the form: CPython's Objects/dictobject.c ("compact dict").
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/types/dict.h"

namespace gilt {

struct DictTable {
  uint8_t index_log2;       // number of index cells
  uint8_t cell_log2;        // bytes of a cell: 0..3
  bool only_str_keys;       // every key was an exact str: lookups cannot run Python
  uint64_t usable;          // entries there is room for
  std::atomic<uint64_t> used;  // entries handed out, deleted ones included
  DictEntry* entries;       // behind the index, in this allocation

  std::atomic<int8_t>* cells8() { return reinterpret_cast<std::atomic<int8_t>*>(this + 1); }
};

inline Slot& dict_entry_value(DictObject* d, size_t index) {
  return d->table.load(std::memory_order_acquire)->entries[index].value;
}

}  // namespace gilt
