// SignalRelay: brings operating system signals to the main thread of one domain.
//
// The handler, which may run in any thread, notes the signal's number, sets kEventSignals on the
// main ThreadState and interrupts its sleep. Waits that asked for it (locks, join, sleep) then
// return kInterrupted; running code sees the event at its next poll. The VM takes the numbers with
// take().
//
// Thread-safety: watch(), unwatch(), take() and the destructor by the main thread. Signal handlers
// belong to the process, so only one relay may exist at a time; the constructor tells whether it is
// the one. Source: CPython 3.14 Modules/signalmodule.c (trip_signal).
#pragma once

#include <signal.h>

#include <array>
#include <atomic>

#include "gil/thread_state.h"

namespace gilt::gil {

class SignalRelay {
 public:
  explicit SignalRelay(ThreadState& main);
  ~SignalRelay();  // restores what was there before
  SignalRelay(const SignalRelay&) = delete;
  SignalRelay& operator=(const SignalRelay&) = delete;

  bool active() const { return active_; }

  // From now on relays this signal. Blocking system calls return EINTR on it. False: refused.
  bool watch(int signal);
  void unwatch(int signal);

  // The next signal that came since, or 0. Call until 0 after kEventSignals or kInterrupted.
  int take();

  // What the handler does; for signals that come from elsewhere (the lab, _thread.interrupt_main).
  void trip(int signal);

 private:
  static constexpr int kSignals = 65;
  static void handler(int signal);
  void note_expectation();

  ThreadState& main_;
  bool active_ = false;
  std::array<std::atomic<bool>, kSignals> tripped_{};  // handler sets, take() clears
  std::array<bool, kSignals> watched_{};
  std::array<struct sigaction, kSignals> previous_{};
};

}  // namespace gilt::gil
