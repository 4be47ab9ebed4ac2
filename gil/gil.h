// Gil: CPython's global interpreter lock since 3.2.
//
// take: while the GIL is held, wait for it at most one switch interval; if that passed and nobody
// took it meanwhile (switch_number unchanged), ask the holder to drop it (kEventGilDrop). Any
// switch by anyone starts a waiter's interval anew. There is no queue discipline beyond waking one
// waiter a release: a thread that comes along at the right moment barges in. drop: release and wake
// one waiter. If a drop request was pending, wait until another thread took the GIL (forced
// switching), so that the one who asked gets it. A voluntary release has no request pending and
// does not wait, which is why short blocking calls barge back in (the convoy effect).
//
// Thread-safety: any thread, each with its own ThreadState.
// Invariants: holder_ is set exactly while the GIL is held; a thread that holds it is registered,
// so that take() may set its event bit under lock_. Source: CPython 3.14 Python/ceval_gil.c
// (take_gil, drop_gil_impl); facts on the convoy: bpo-7946.
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/host.h"
#include "gil/thread_state.h"
#include "gil/wait_queue.h"

namespace gilt::gil {

class Gil {
 public:
  explicit Gil(Domain& domain) : domain_(domain) {}
  Gil(const Gil&) = delete;
  Gil& operator=(const Gil&) = delete;

  // False, without the GIL, if the domain is finalizing and this is not its finalizer.
  [[nodiscard]] bool take(ThreadState& thread);
  void drop(ThreadState& thread);

  bool held_by(const ThreadState& thread);
  uint64_t switch_number();

  // Sends away all that wait, after the domain began to finalize.
  void expel_waiters();

 private:
  void wait_for_turn(std::unique_lock<ShortLock>& lock, ThreadState& thread);
  void force_switch(std::unique_lock<ShortLock>& lock, ThreadState& thread);

  Domain& domain_;
  ShortLock lock_;
  ThreadState* holder_ = nullptr;  // all below: under lock_
  uint32_t last_holder_ = 0;       // id
  uint64_t switch_number_ = 0;     // how often the GIL changed hands
  uint32_t takers_ = 0;            // threads inside take() that found it taken
  WaitQueue waiters_;              // CPython's `cond`: the GIL was released
  WaitQueue switch_waiters_;       // CPython's `switch_cond`: somebody took it
};

}  // namespace gilt::gil
