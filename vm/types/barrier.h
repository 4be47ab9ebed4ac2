// threading.Barrier: threads that wait for each other until `parties` of them are there.
//
// The last one to come runs the action, and its wait() ends the round for all: each ticket learns
// how, so the next round may begin while threads of the last one are still waking up.
//
// Thread-safety: `lock` guards what does not say otherwise. It is a lock of its own, not the
// object's, because it is held while the action runs, as in CPython; its `holder` is for deadlock
// reports. Source: CPython 3.14 Lib/threading.py (class Barrier).
#pragma once

#include <atomic>
#include <cstdint>

#include "gil/mutex.h"
#include "gil/notify_list.h"
#include "vm/types/instance.h"

namespace gilt {

struct BarrierObject : Instance {
  gil::Mutex lock;
  std::atomic<uint32_t> holder{0};  // ThreadState::id; whoever has `lock` writes
  Slot action, timeout;             // empty: none. Set by __init__
  std::atomic<int64_t> parties{1};  // likewise
  std::atomic<int64_t> count{0};    // how many wait; read by anybody
  std::atomic<bool> broken{false};  // likewise
  gil::NotifyList waiters;          // of BarrierTickets
};

}  // namespace gilt
