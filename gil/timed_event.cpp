#include "gil/timed_event.h"

#include "gil/domain.h"

namespace gilt::gil {

void TimedEvent::set(ThreadState& thread) { set(thread.domain()); }

void TimedEvent::set(Domain& domain) {
  // Once a waiter sees the flag it may destroy the event: only its address is used from here on.
  const void* address = this;
  set_.store(true, std::memory_order_release);  // wait(), is_set()
  domain.parking_lot().unpark_all(domain.host(), address);
}

WaitResult TimedEvent::wait(ThreadState& thread, Nanos deadline, Interruptible interruptible,
                            WaitKind kind, uint32_t holder) {
  for (;;) {
    if (is_set()) return WaitResult::kDone;
    if (deadline <= thread.host().now()) return WaitResult::kTimedOut;
    WaitScope scope(thread, kind, this, holder);
    // Under the bucket's lock, which set() takes after it has set the flag: no wake-up is lost.
    auto unset = [this] { return !set_.load(std::memory_order_relaxed); };
    const LotResult result =
        thread.domain().parking_lot().park(thread, this, unset, {deadline, interruptible});
    if (is_set()) return WaitResult::kDone;
    if (result == LotResult::kTimedOut) return WaitResult::kTimedOut;
    if (result == LotResult::kInterrupted && thread.pending(kInterrupts)) {
      return WaitResult::kInterrupted;
    }
  }
}

WaitResult sleep_until(ThreadState& thread, Nanos deadline, Interruptible interruptible) {
  for (;;) {
    WaitScope scope(thread, WaitKind::kSleep, &thread);
    const LotResult result = thread.domain().parking_lot().park(
        thread, &thread, [] { return true; }, {deadline, interruptible});
    if (result == LotResult::kTimedOut) return WaitResult::kTimedOut;
    if (result == LotResult::kInterrupted && thread.pending(kInterrupts)) {
      return WaitResult::kInterrupted;
    }
  }
}

}  // namespace gilt::gil
