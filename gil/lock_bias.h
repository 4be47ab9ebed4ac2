// LockBias: critical sections without atomic operations, for objects that only their maker locks.
//
// The Mutex of a new object starts out biased: it holds the tag of the thread that made the object.
// As long as it does, that thread's critical sections on the object lock nothing. Whoever else wants
// the lock revokes the bias: stops the world, in which nobody is inside a critical section (threads
// that stand still have given theirs up), and takes the tag off. From then on it is an ordinary Mutex.
//
// A thread that has lost kMostRevocations locks in this way makes things that are shared: its new
// objects are not biased any more, and all it has made lose their bias at once (Options::unbias).
// There are kTags tags; threads beyond that go without. A tag is given out again when its thread has
// left: what is biased to it then belongs to the new holder, which cannot run before the old one ended.
//
// Thread-safety: assign() and take_back() by anybody, revoke() by any attached thread. A thread's
// bias_tag and new_lock are written while it is made, and then only in a stopped world.
// Source: Kawachiya, Koseki, Onodera, "Lock reservation: Java locks can mostly do without atomic
// operations" (OOPSLA 2002); Russell, Detlefs, "Eliminating synchronization-related atomic operations
// with biased locking and bulk rebiasing" (OOPSLA 2006).
#pragma once

#include <array>
#include <cstdint>

#include "gil/mutex.h"
#include "gil/thread_state.h"

namespace gilt::gil {

class LockBias {
 public:
  static constexpr size_t kTags = 62;
  static constexpr uint32_t kMostRevocations = 64;

  explicit LockBias(Domain& domain) : domain_(domain) {}
  LockBias(const LockBias&) = delete;
  LockBias& operator=(const LockBias&) = delete;

  void assign(ThreadState& thread);     // a new thread
  void take_back(ThreadState& thread);  // it has left
  // The mutex may be biased: afterwards it is not. May detach.
  void revoke(ThreadState& thread, Mutex& mutex);

 private:
  struct Holder {
    ThreadState* thread = nullptr;
    uint32_t revocations = 0;
  };
  void note_revocation(uint8_t tag);

  Domain& domain_;
  ShortLock lock_;
  std::array<Holder, kTags> holders_;  // under lock_
};

}  // namespace gilt::gil
