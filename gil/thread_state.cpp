#include "gil/thread_state.h"

#include <algorithm>

#include "gil/domain.h"
#include "gil/refcount.h"

namespace gilt::gil {

void ThreadStats::add(const ThreadStats& other) {
  gil_acquisitions += other.gil_acquisitions;
  gil_waits += other.gil_waits;
  gil_wait_time += other.gil_wait_time;
  gil_longest_wait = std::max(gil_longest_wait, other.gil_longest_wait);
  gil_hold_time += other.gil_hold_time;
  gil_longest_hold = std::max(gil_longest_hold, other.gil_longest_hold);
  gil_drop_requests += other.gil_drop_requests;
  gil_forced_drops += other.gil_forced_drops;
  count_ops += other.count_ops;
  count_atomics += other.count_atomics;
  count_merges += other.count_merges;
  count_queued += other.count_queued;
  lost_increfs += other.lost_increfs;
  lost_decrefs += other.lost_decrefs;
  lock_waits += other.lock_waits;
  bias_revocations += other.bias_revocations;
  polls += other.polls;
}

ThreadState::ThreadState(Domain& domain) : domain_(domain), host_(domain.host()) {
  domain.add(*this);
  const Options& options = domain.options();
  free_threaded = !options.gil_enabled;
  if (free_threaded) lesson = options.lesson;
  const bool shared_id = options.gil_enabled || options.refcount == RefcountPolicy::kNaive ||
                         options.refcount == RefcountPolicy::kSeparateTest;
  const bool atomic = !shared_id && options.refcount == RefcountPolicy::kAtomic;
  policy_id = shared_id ? kSharedOwner : atomic ? kNobody : id_;
  presented_id = options.count_ops || lesson != nullptr ? kNobody : policy_id;
  initial_owner = atomic ? kUnowned : policy_id;
  initial_local = atomic ? 0 : 1;
  // Biased: slots are read without a lock, so every object may be tried by other threads at any
  // time.
  const bool biased = !shared_id && !atomic;
  initial_shared = atomic ? (kSharedOne | kMerged) : biased ? kMaybeWeakref : 0;
}

ThreadState::~ThreadState() {
  if (registered_) domain_.forget(*this);
}

void ThreadState::set_tables(const void* const* fast, const void* const* poll) {
  fast_table_.store(fast, std::memory_order_relaxed);
  poll_table_.store(poll, std::memory_order_seq_cst);  // with request()
  settle();
}

// request() and settle() in the total order of their seq_cst operations: either the requester's
// store of the poll table comes after settle()'s store of the fast one and stays, or settle() loads
// the events after the requester set its bit and stores the poll table itself.
void ThreadState::request(uint32_t event_bits) {
  events.fetch_or(event_bits, std::memory_order_seq_cst);
  const void* const* poll = poll_table_.load(std::memory_order_seq_cst);
  if (poll != nullptr) dispatch.store(poll, std::memory_order_seq_cst);
}

void ThreadState::settle() {
  dispatch.store(fast_table_.load(std::memory_order_relaxed), std::memory_order_seq_cst);
  if (events.load(std::memory_order_seq_cst) != 0) {
    dispatch.store(poll_table_.load(std::memory_order_relaxed), std::memory_order_seq_cst);
  }
}

WaitScope::WaitScope(ThreadState& thread, WaitKind kind, const void* resource, uint32_t holder,
                     const Atomic<uint32_t>* holder_now)
    : thread_(thread),
      outer_kind_(thread.wait.kind.load(std::memory_order_relaxed)),
      outer_resource_(thread.wait.resource.load(std::memory_order_relaxed)),
      outer_holder_(thread.wait.holder.load(std::memory_order_relaxed)),
      outer_holder_now_(thread.wait.holder_now.load(std::memory_order_relaxed)),
      outer_since_(thread.wait.since.load(std::memory_order_relaxed)) {
  record(resource, holder, holder_now, thread.host().now(), kind);
}

WaitScope::~WaitScope() {
  record(outer_resource_, outer_holder_, outer_holder_now_, outer_since_, outer_kind_);
}

// Release, all of them, to the acquire in waits_of() (gil/deadlock.cpp): who reads one of these
// also sees that the wait before is over.
void WaitScope::record(const void* resource, uint32_t holder, const Atomic<uint32_t>* holder_now,
                       Nanos since, WaitKind kind) {
  WaitRecord& wait = thread_.wait;
  wait.resource.store(resource, std::memory_order_release);
  wait.holder.store(holder, std::memory_order_release);
  wait.holder_now.store(holder_now, std::memory_order_release);
  wait.since.store(since, std::memory_order_release);
  wait.kind.store(kind, std::memory_order_release);
}

}  // namespace gilt::gil
