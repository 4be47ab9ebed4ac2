// threading.local: an object that has other attributes in each thread.
//
// The attributes of one thread are a dict, made when the thread first touches the object; then
// __init__ runs again, with the arguments of the construction. The dict goes when the thread ends
// or the object dies, whichever comes first: a LocalTable, shared by the object and the threads
// that use it, holds the dicts.
//
// Thread-safety: LocalTable::lock guards `dicts`; nothing blocks or runs Python code under it. A
// dict is used by its thread alone, unless a script hands out its __dict__. Invariant: a thread's
// entry is removed only by that thread, when it ends, or when the object dies, so that it may use
// its dict without a lock while it has a reference to the object. Source: CPython 3.14
// Modules/_threadmodule.c (local_getattro, _ldict).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct LocalTable {
  std::mutex lock;
  std::unordered_map<uint32_t, Value> dicts;  // owned, by ThreadState::id
};

struct LocalObject : Object {
  Value args, kwargs;  // owned; of the construction, for __init__; no value: none
  std::shared_ptr<LocalTable> table;
};

// Drops what the thread has in such objects. To be called by it when it ends.
void drop_locals(Thread& t);

}  // namespace gilt
