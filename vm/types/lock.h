// _thread.lock and _thread.RLock, which threading.Lock and threading.RLock are.
//
// Thread-safety: the gil layer's. Acquiring tries first and gives up the GIL only when that fails. A
// wait in the main thread ends for Ctrl-C.
// Source: CPython 3.14 Modules/_threadmodule.c.
#pragma once

#include "gil/recursive_mutex.h"
#include "gil/thread_lock.h"
#include "vm/contention.h"
#include "vm/object.h"
#include "vm/place.h"
#include "vm/ref.h"
#include "vm/runtime.h"

namespace gilt {

// What is known about a lock besides who has it, for those who report on it: deadlocks, --stats.
struct LockHistory {
  // What every acquire touches comes first, next to the lock itself.
  ContentionRecord* contention = nullptr;  // only with --stats; set when the lock is made
  Place acquired;  // last, and for an RLock the outermost time; the holder writes
  Place made;

  void note_made(Thread& t, const Object* lock, const char* kind) {
    made.note(t);
    if (t.runtime.contention != nullptr) [[unlikely]]
      open_books(t, lock, kind);
  }
  void note_acquired(Thread& t) {
    acquired.note(t);
    if (contention != nullptr) [[unlikely]]
      contention->acquired(t.host().now());
  }
  // By the holder, just before it releases the lock.
  void note_release(Thread& t) {
    if (contention != nullptr) [[unlikely]]
      contention->released(t.host().now());
  }
  void note_waited(gil::Nanos time) {
    if (contention != nullptr) contention->waited(time);
  }
  void close_books(Thread& t);  // the lock dies

 private:
  void open_books(Thread& t, const Object* lock, const char* kind);
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

// --- what the methods do, for other natives (conditions). True or False; null: a signal handler
// raised. A deadline of 0 tries once.
Ref acquire_lock(Thread& t, LockObject& lock, gil::Nanos deadline = gil::kForever);
Ref acquire_rlock(Thread& t, RLockObject& lock, gil::Nanos deadline = gil::kForever);
// False, nothing pending: it was not locked, or the thread is not the owner.
bool release_lock(Thread& t, LockObject& lock);
bool release_rlock(Thread& t, RLockObject& lock);
// All levels at once; 0: the thread is not the owner. And back.
uint64_t release_all_levels(Thread& t, RLockObject& lock);
void reacquire_all_levels(Thread& t, RLockObject& lock, uint64_t depth);

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
