// _thread.lock and _thread.RLock, which threading.Lock and threading.RLock are.
//
// Thread-safety: the gil layer's. Acquiring tries first and gives up the GIL only when that fails. A
// wait in the main thread ends for Ctrl-C.
// Source: CPython 3.14 Modules/_threadmodule.c.
#pragma once

#include "gil/recursive_mutex.h"
#include "gil/thread_lock.h"
#include "vm/object.h"
#include "vm/place.h"
#include "vm/ref.h"

namespace gilt {

// What is known about a lock besides who has it, for those who report on it.
struct LockHistory {
  Place made;
  Place acquired;  // last, from the outside for an RLock; the holder writes
};

struct LockObject : Object {
  gil::ThreadLock lock;
  LockHistory history;
};

struct RLockObject : Object {
  gil::RecursiveMutex lock;
  LockHistory history;
};

Ref make_lock(Thread& t);

// --- waiting, for everything that has a timeout
// Seconds (an int or a float) as nanoseconds, rounded up; ValueError, OverflowError, TypeError as
// CPython's. None is not accepted.
bool seconds_argument(Thread& t, Value v, gil::Nanos* out);
// Calls wait(deadline, interruptible) until it says something else than that a signal came; runs the
// signal handlers in between. False: one of them raised.
template <typename Result, typename Wait>
bool wait_out_signals(Thread& t, Result interrupted, Result* result, Wait wait);

}  // namespace gilt

#include "vm/eval_breaker.h"

namespace gilt {
template <typename Result, typename Wait>
bool wait_out_signals(Thread& t, Result interrupted, Result* result, Wait wait) {
  const auto how = t.is_main() ? gil::Interruptible::kYes : gil::Interruptible::kNo;
  for (;;) {
    *result = wait(how);
    if (*result != interrupted) return true;
    if (!handle_signals(t)) return false;
  }
}
}  // namespace gilt
