// threading.Semaphore and BoundedSemaphore: a count of permits that acquire() takes and release()
// gives back.
//
// As with locks, a thread that comes just then may take a permit before the waiter that was woken
// for it; but a waiter that has waited for more than 1 ms is handed the permit (gil/mutex.h).
//
// Thread-safety: the fields are written under the object's lock, but for `bound`, which belongs to
// __init__; `value` is read by anybody.
// Source: CPython 3.14 Lib/threading.py (class Semaphore).
#pragma once

#include <atomic>
#include <cstdint>

#include "gil/notify_list.h"
#include "vm/types/instance.h"

namespace gilt {

struct SemaphoreObject : Instance {
  std::atomic<int64_t> value{1};
  std::atomic<int64_t> bound{1};  // BoundedSemaphore: the most that `value` may be
  gil::NotifyList waiters;        // of SemaphoreTickets
};

}  // namespace gilt
