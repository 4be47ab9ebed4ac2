// The views keys(), values() and items(), and the iterators of dicts.
//
// Thread-safety: a view is immutable; what it shows is the dict's. Threads that share an iterator may
// see an entry twice or not at all.
#pragma once

#include <atomic>

#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/dict.h"

namespace gilt {

struct DictViewObject : Object {
  Value dict;  // owned
};

// How far an iterator has come. One word: threads that share the iterator may step back or skip, but
// never pair the position of one with the count of another.
struct DictProgress {
  static constexpr uint32_t kBehindAll = UINT32_MAX;  // where one starts backwards
  uint32_t position = 0;                              // in the dict's entries
  int32_t remaining = 0;                              // -1: exhausted
};

struct DictIteratorObject : Object {
  Value dict;                    // owned
  std::atomic<int64_t> size{0};  // the dict's at the start; -1 once it has changed
  std::atomic<DictProgress> progress{};
};

// `type` is one of the three view types.
Ref make_dict_view(Thread& t, Type* type, Value dict);
// What iterating over a dict, a dict view or a set would give, taken at one moment, as a list; null
// without an exception for everything else (subclasses may iterate in their own way).
Ref snapshot_of(Thread& t, Value iterable);
// `type` is one of the six iterator types.
Ref make_dict_iterator(Thread& t, Type* type, DictObject* d);

}  // namespace gilt
