// The iterators that work on other iterables: iter() over __getitem__ or a callable, and the classes
// reversed, enumerate, zip, map and filter.
//
// Thread-safety: what they work on is fixed; counters are atomics, so threads that share an iterator
// may get the same number twice or miss one, as in free-threaded CPython, but nothing worse.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

// Items by number until IndexError: classes with __getitem__ and no __iter__; also `reversed`.
struct SequenceIteratorObject : Object {
  Value sequence;                 // owned
  std::atomic<int64_t> index{0};  // -1: exhausted
};
Ref make_sequence_iterator(Thread& t, Value sequence);

// iter(callable, sentinel)
struct CallableIteratorObject : Object {
  Value callable, sentinel;  // owned
  std::atomic<bool> exhausted{false};
};
Ref make_callable_iterator(Thread& t, Value callable, Value sentinel);

struct EnumerateObject : Object {
  Value iterator;                // owned
  std::atomic<int64_t> next{0};  // while it is a small int
  Slot big_next;                 // then; guarded by the lock
};

// zip, map and filter.
struct CombinerObject : Object {
  Value function;   // owned; of map and filter
  Value iterators;  // owned tuple
  bool strict = false;
};

}  // namespace gilt
