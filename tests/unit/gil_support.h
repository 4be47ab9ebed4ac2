// What the tests of gil/ share: threads with their ThreadStates, and counted objects.
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "gil/domain.h"
#include "gil/os_host.h"
#include "gil/refcount.h"

namespace gilt::gil::test {

inline Options with_gil() { return Options{.gil_enabled = true, .switch_interval_us = 1}; }
inline Options without_gil(RefcountPolicy policy = RefcountPolicy::kBiased) {
  return Options{.gil_enabled = false, .refcount = policy};
}

// An object of the tests: says how often it was destroyed, and never really goes away before its
// owner.
struct Thing {
  RefCount count;
  std::atomic<int> destroyed{0};
  static Thing& of(RefCount* count) { return *reinterpret_cast<Thing*>(count); }
};

inline void drop(Thing& thing, ThreadState& thread) {
  if (decref(thing.count, thread) == Life::kDead) ++thing.destroyed;
}

// What a VM does at a poll point.
inline void poll(ThreadState& thread) {
  if (thread.events.load(std::memory_order_relaxed) == 0) return;
  if (thread.domain().poll(thread) & kEventMerge) {
    for (RefCount* count : thread.domain().merge(thread)) ++Thing::of(count).destroyed;
  }
}

inline void finish(ThreadState& thread) {
  for (;;) {
    std::vector<RefCount*> dead = thread.domain().remove(thread);
    if (dead.empty()) return;
    for (RefCount* count : dead) ++Thing::of(count).destroyed;
  }
}

// Runs body(thread, index) in n threads, attached; returns when all have ended. They begin
// together, so that short bodies meet too. The caller is not attached.
template <class F>
void run_threads(Domain& domain, int n, F body) {
  std::vector<std::thread> threads;
  std::atomic<int> missing{n};
  for (int i = 0; i < n; ++i) {
    threads.emplace_back([&, i] {
      ThreadState thread(domain);
      --missing;
      while (missing > 0) thread.host().yield();
      domain.attach(thread);
      body(thread, i);
      finish(thread);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Waits, attached, for something that other threads do.
template <class Condition>
void poll_until(ThreadState& thread, Condition condition) {
  while (!condition()) {
    poll(thread);
    BlockingRegion detached(thread);
    thread.host().yield();
  }
}

}  // namespace gilt::gil::test
