#include "gil/recursive_mutex.h"

namespace gilt::gil {

LockResult RecursiveMutex::acquire(ThreadState& thread, Nanos deadline,
                                   Interruptible interruptible) {
  if (owned_by(thread)) {
    ++depth_;
    return LockResult::kAcquired;
  }
  const LockResult result =
      mutex_.lock(thread, {deadline, interruptible, WaitKind::kRLock, this, &owner_});
  if (result == LockResult::kAcquired) {
    owner_.store(thread.id(), std::memory_order_relaxed);
    depth_ = 1;
  }
  return result;
}

bool RecursiveMutex::release(ThreadState& thread) {
  if (!owned_by(thread)) return false;
  if (--depth_ > 0) return true;
  owner_.store(0, std::memory_order_relaxed);
  mutex_.unlock(thread);
  return true;
}

uint64_t RecursiveMutex::release_all(ThreadState& thread) {
  if (!owned_by(thread)) return 0;
  const uint64_t depth = depth_;
  depth_ = 1;
  (void)release(thread);
  return depth;
}

LockResult RecursiveMutex::reacquire(ThreadState& thread, uint64_t depth,
                                     Interruptible interruptible) {
  const LockResult result = acquire(thread, kForever, interruptible);
  if (result == LockResult::kAcquired) depth_ += depth - 1;
  return result;
}

}  // namespace gilt::gil
