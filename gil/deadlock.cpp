#include "gil/deadlock.h"

#include <algorithm>
#include <utility>

#include "gil/domain.h"
#include "gil/parking_lot.h"

namespace gilt::gil {
namespace {

constexpr size_t kNobody = SIZE_MAX;

size_t index_of(const std::vector<ThreadWait>& threads, uint32_t id) {
  for (size_t i = 0; i < threads.size(); ++i) {
    if (threads[i].thread == id) return i;
  }
  return kNobody;
}

// Whether the holder alone can end the wait.
bool only_the_holder_can(const ThreadWait& wait) {
  return wait.kind == WaitKind::kRLock || (wait.kind == WaitKind::kJoin && wait.holder != 0);
}

// Whether the one thread that can end the wait never will.
bool holder_is_stuck(const std::vector<ThreadWait>& threads, const std::vector<bool>& stuck,
                     const ThreadWait& wait) {
  if (wait.holder == 0) return false;  // just released
  const size_t holder = index_of(threads, wait.holder);
  // Who ended with an RLock never releases it. Who ended wakes those that join it.
  if (holder == kNobody) return wait.kind == WaitKind::kRLock;
  return stuck[holder];
}

// The greatest set of threads none of which can be woken by one outside of it.
std::vector<bool> stuck_threads(const std::vector<ThreadWait>& threads) {
  std::vector<bool> stuck;
  for (const ThreadWait& wait : threads) stuck.push_back(wait.for_ever);
  for (bool changed = true; changed;) {
    changed = false;
    const bool all = std::find(stuck.begin(), stuck.end(), false) == stuck.end();
    for (size_t i = 0; i < threads.size(); ++i) {
      if (!stuck[i]) continue;
      const bool certain =
          only_the_holder_can(threads[i]) ? holder_is_stuck(threads, stuck, threads[i]) : all;
      if (certain) continue;
      stuck[i] = false;
      changed = true;
    }
  }
  return stuck;
}

// The first ring of holders; empty if there is none.
std::vector<size_t> ring_in(const std::vector<ThreadWait>& threads) {
  for (size_t start = 0; start < threads.size(); ++start) {
    std::vector<size_t> way;
    size_t at = start;
    while (at != kNobody && way.size() <= threads.size()) {
      way.push_back(at);
      at = index_of(threads, threads[at].holder);
      if (at == start) return way;
    }
  }
  return {};
}

// Reads one thread's records. The epoch, read before and looked at again under the bucket's lock,
// vouches for what is in between.
ThreadWait wait_of(Domain& domain, const ThreadState& thread) {
  ThreadWait wait;
  wait.thread = thread.id();
  wait.foreground = !thread.background.load(std::memory_order_relaxed);
  wait.epoch = thread.parked.epoch.load(std::memory_order_seq_cst);
  if (wait.epoch % 2 == 0 || thread.parked.deadline.load(std::memory_order_acquire) != kForever ||
      thread.expects_signals.load(std::memory_order_relaxed) || thread.pending(kEventSignals)) {
    return wait;
  }
  const WaitRecord& record = thread.wait;
  wait.kind = record.kind.load(std::memory_order_acquire);
  wait.resource = record.resource.load(std::memory_order_acquire);
  wait.holder = record.holder.load(std::memory_order_acquire);
  wait.since = record.since.load(std::memory_order_acquire);
  const auto* holder_now = record.holder_now.load(std::memory_order_acquire);
  const bool sleeps = domain.parking_lot().while_parked(thread, wait.epoch, [&] {
    if (holder_now != nullptr) wait.holder = holder_now->load(std::memory_order_relaxed);
  });
  wait.for_ever = sleeps && wait.kind != WaitKind::kNone && wait.kind != WaitKind::kSleep &&
                  wait.kind != WaitKind::kIo;
  return wait;
}

std::vector<ThreadWait> waits_of(Domain& domain, const ThreadState* observer) {
  std::vector<ThreadWait> waits;
  domain.for_each_thread([&](ThreadState& thread) {
    if (&thread != observer) waits.push_back(wait_of(domain, thread));
  });
  return waits;
}

}  // namespace

Deadlock stuck_in(std::vector<ThreadWait> threads) {
  const std::vector<bool> stuck = stuck_threads(threads);
  Deadlock deadlock;
  bool foreground = false;
  for (size_t i = 0; i < threads.size(); ++i) {
    if (!stuck[i]) continue;
    deadlock.threads.push_back(threads[i]);
    foreground = foreground || threads[i].foreground;
  }
  if (!foreground) return {};
  const std::vector<size_t> ring = ring_in(deadlock.threads);
  deadlock.ring = ring.size();
  std::vector<ThreadWait> ordered;
  for (size_t i : ring) ordered.push_back(deadlock.threads[i]);
  for (size_t i = 0; i < deadlock.threads.size(); ++i) {
    if (std::find(ring.begin(), ring.end(), i) == ring.end())
      ordered.push_back(deadlock.threads[i]);
  }
  deadlock.threads = std::move(ordered);
  return deadlock;
}

Deadlock find_deadlock(Domain& domain, const ThreadState* observer, size_t* waiting) {
  std::vector<ThreadWait> waits = waits_of(domain, observer);
  if (waiting != nullptr) {
    *waiting = static_cast<size_t>(std::count_if(
        waits.begin(), waits.end(), [](const ThreadWait& wait) { return wait.for_ever; }));
  }
  Deadlock deadlock = stuck_in(std::move(waits));
  if (!deadlock) return {};
  // A thread that was missing above may have been on its way out, about to wake others. Acquire:
  // with the release of who has done so; the wake-up is seen below.
  if (domain.departing.load(std::memory_order_acquire) != 0) return {};
  if (stuck_in(waits_of(domain, observer)) != deadlock) return {};
  return deadlock;
}

}  // namespace gilt::gil
