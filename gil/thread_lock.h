// ThreadLock: what threading.Lock stands on: a Mutex that knows who acquired it last.
//
// acquire tries first and gives up the GIL only if that fails. A deadline in the past tries once. A
// wait in the main thread may be interrupted by a signal: then the VM runs the handlers and, if
// they raised nothing, acquires again with the same deadline. Thread-safety: any thread, attached.
// Any thread may release. Source: CPython 3.14 Modules/_threadmodule.c (lock_acquire_parse_timeout,
// PyMutex_LockTimed).
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/mutex.h"

namespace gilt::gil {

class ThreadLock {
 public:
  [[nodiscard]] bool try_acquire(ThreadState& thread) {
    if (!mutex_.try_lock()) return false;
    holder_.store(thread.id(), std::memory_order_relaxed);
    return true;
  }
  [[nodiscard]] LockResult acquire(ThreadState& thread, Nanos deadline = kForever,
                                   Interruptible interruptible = Interruptible::kNo) {
    const LockResult result =
        mutex_.lock(thread, {deadline, interruptible, WaitKind::kLock, this, &holder_});
    if (result == LockResult::kAcquired) {
      holder_.store(thread.id(), std::memory_order_relaxed);
    }
    return result;
  }
  // False if it is not locked ("release unlocked lock").
  [[nodiscard]] bool release(ThreadState& thread) { return mutex_.try_unlock(thread); }

  bool locked() const { return mutex_.locked(); }
  // Id of the thread that acquired it last; says who holds it only while locked.
  uint32_t holder() const { return holder_.load(std::memory_order_relaxed); }

 private:
  Mutex mutex_;
  Atomic<uint32_t> holder_{0};  // id; whoever acquired the lock writes
};

}  // namespace gilt::gil
