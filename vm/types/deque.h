// collections.deque: a Ring of references with an optional bound.
//
// Thread-safety: every operation holds the deque's lock, so that each of them is one event, at both
// ends; only the length is read without. As in CPython's free-threaded build an operation that runs
// Python (comparing items, iterating over an argument) gives the lock up when the thread blocks
// meanwhile, and looks at `state` again afterwards. Source: CPython 3.14
// Modules/_collectionsmodule.c.
#pragma once

#include <cstdint>

#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/ring.h"

namespace gilt {

struct DequeObject : Object {
  Ring items;
  int64_t maxlen = -1;  // -1: unbounded
  uint64_t state = 0;   // counts changes, for iterators
};

struct DequeIteratorObject : Object {
  Value deque;            // owned
  int64_t remaining = 0;  // this and `state` under the deque's lock
  uint64_t state = 0;
};

bool is_deque(Thread& t, Value v);

// --- for the deque's own files: the caller holds the lock
bool deque_append(Thread& t, DequeObject* deque, Ref item);       // and drops the first of too many
bool deque_append_left(Thread& t, DequeObject* deque, Ref item);  // and drops the last
Value deque_take(DequeObject* deque, int64_t index);              // removes; the caller drops it
void deque_rotate(DequeObject* deque, int64_t n);
bool deque_extend(Thread& t, DequeObject* deque, Value iterable);
void deque_clear(Thread& t, DequeObject* deque);

// Locks by itself: a copy of the same class and bound.
Ref deque_copy(Thread& t, Value deque);
// The items of a deque one after the other; an error once the deque has changed.
class DequeCursor {
 public:
  DequeCursor(Thread& t, DequeObject* deque);
  Ref next();  // null at the end (no exception pending) or when it raised

 private:
  Thread& t_;
  DequeObject* deque_;
  int64_t index_ = 0;
  uint64_t state_;
};

// Subscripts, operators, comparison and repr (vm/types/deque_items.cpp).
void init_deque_items(Type& type);

}  // namespace gilt
