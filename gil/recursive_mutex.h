// RecursiveMutex: a Mutex with an owner and a depth; threading.RLock stands on it.
//
// Thread-safety: any thread, attached. Only the owner may release.
// Invariants: owner_ is this thread's id only if this thread stored it, so a relaxed load tells a
// thread whether it is the owner, and nothing about others. depth_ belongs to the owner. Source:
// CPython 3.14 Python/lock.c (_PyRecursiveMutex).
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/mutex.h"

namespace gilt::gil {

class RecursiveMutex {
 public:
  // A deadline in the past tries once, without releasing the GIL.
  [[nodiscard]] LockResult acquire(ThreadState& thread, Nanos deadline = kForever,
                                   Interruptible interruptible = Interruptible::kNo);
  // False if the thread is not the owner ("cannot release un-acquired lock").
  [[nodiscard]] bool release(ThreadState& thread);

  bool locked() const { return mutex_.locked(); }
  bool owned_by(const ThreadState& thread) const { return holder() == thread.id(); }
  uint32_t holder() const { return owner_.load(std::memory_order_relaxed); }  // id; 0 none
  // How often the thread acquired it (RLock._recursion_count).
  uint64_t depth(const ThreadState& thread) const { return owned_by(thread) ? depth_ : 0; }

  // For Condition.wait: the owner releases all levels at once (0: not the owner) and takes them
  // back.
  uint64_t release_all(ThreadState& thread);
  [[nodiscard]] LockResult reacquire(ThreadState& thread, uint64_t depth,
                                     Interruptible interruptible = Interruptible::kNo);

 private:
  Mutex mutex_;
  Atomic<uint32_t> owner_{0};  // id; the owner writes
  uint64_t depth_ = 0;
};

}  // namespace gilt::gil
