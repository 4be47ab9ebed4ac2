// DeadlockWatch: looks for deadlocks while the program runs, in a thread of its own that never
// takes the GIL.
//
// The thread is started with the first wait that has no deadline, looks five times a second while
// somebody waits like that, and sleeps when nobody does. What it finds it must find again, without
// anybody having moved, a moment later; then it calls report(), until that says that it has done so
// (it may look again, and find that Ctrl-C has just ended it).
//
// Thread-safety: wait_begins() by any thread; stop() once, by an attached one. report() is called
// by the watch's own thread, which is not registered in the domain.
// Invariants
//  1. No wait without a deadline begins unseen: the parking lot counts the sleeper's epoch, then
//     looks at state_; the watch stores kIdle, then looks at the epochs; all seq_cst.
//  2. When stop() returns, the watch's thread touches neither this nor the domain again, but for
//     Domain::departing.
// Source: the sysmon thread and checkdead() of the Go runtime (proc.go).
#pragma once

#include <functional>

#include "gil/atomic.h"
#include "gil/deadlock.h"
#include "gil/timed_event.h"

namespace gilt::gil {

class DeadlockWatch {
 public:
  static constexpr size_t kStackSize = 1 << 20;  // bytes, of the thread that reports
  using Report = std::function<bool(const Deadlock&)>;

  DeadlockWatch(Domain& domain, Report report);
  ~DeadlockWatch();  // stopped
  DeadlockWatch(const DeadlockWatch&) = delete;
  DeadlockWatch& operator=(const DeadlockWatch&) = delete;

  // A thread sleeps now without a deadline. The parking lot calls this.
  void wait_begins() {
    const State state = state_.load(std::memory_order_seq_cst);
    if (state == State::kUnstarted || state == State::kIdle) wake_slow(state);
  }

  // From now on nothing is reported. A report that is being made is waited for.
  void stop(ThreadState& thread);

 private:
  enum class State : uint8_t { kUnstarted, kLooking, kIdle, kStopped };
  void wake_slow(State seen);
  void run();
  Nanos look();

  Domain& domain_;
  const Report report_;
  Atomic<State> state_{State::kUnstarted};
  Parker parker_;     // where the watch's thread sleeps
  TimedEvent ended_;  // set by the watch's thread
  Deadlock suspect_;  // these: the watch's thread only
  Deadlock reported_;
};

}  // namespace gilt::gil
