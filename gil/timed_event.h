// TimedEvent: set once, waited for by many (a thread's end, its start); and sleeping.
//
// Thread-safety: set() and wait() by any attached thread; is_set() by anybody.
// Memory order: wait() and is_set() acquire what set() released.
// Source: CPython 3.13 Python/lock.c (PyEvent).
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/parking_lot.h"
#include "gil/thread_state.h"

namespace gilt::gil {

enum class WaitResult : uint8_t { kDone, kTimedOut, kInterrupted };

class TimedEvent {
 public:
  bool is_set() const { return set_.load(std::memory_order_acquire); }
  void set(ThreadState& thread);
  // The same for a thread that is no longer registered: needs the domain to be alive.
  void set(Domain& domain);
  // holder: who is to set it, if known. Detaches only if it has to wait.
  [[nodiscard]] WaitResult wait(ThreadState& thread, Nanos deadline = kForever,
                                Interruptible interruptible = Interruptible::kNo,
                                WaitKind kind = WaitKind::kStart, uint32_t holder = 0);

 private:
  Atomic<bool> set_{false};  // false -> true, by set()
};

// Detaches until the deadline. Gives up the GIL even if the deadline has passed, as time.sleep(0)
// does.
[[nodiscard]] WaitResult sleep_until(ThreadState& thread, Nanos deadline,
                                     Interruptible interruptible = Interruptible::kNo);

}  // namespace gilt::gil
