// _queue.SimpleQueue: an unbounded first-in-first-out queue whose put() never blocks, so that
// finalizers and signal handlers may call it.
//
// Thread-safety: `items` is guarded by the object's lock; how get() and put() meet stands in
// simple_queue.cpp. Source: CPython 3.14 Modules/_queuemodule.c.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/object.h"
#include "vm/types/ring.h"

namespace gilt {

struct SimpleQueueObject : Object {
  Ring items;
  std::atomic<int64_t> waiting{0};  // threads in get(), parked or about to be
};

}  // namespace gilt
