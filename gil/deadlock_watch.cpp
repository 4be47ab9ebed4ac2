#include "gil/deadlock_watch.h"

#include <utility>

#include "gil/domain.h"

namespace gilt::gil {
namespace {

constexpr Nanos kPeriod = 200'000'000;        // ns between two looks
constexpr Nanos kConfirmation = 100'000'000;  // ns until a suspicion is looked at again

}  // namespace

DeadlockWatch::DeadlockWatch(Domain& domain, Report report)
    : domain_(domain), report_(std::move(report)) {
  domain_.deadlock_watch.store(this, std::memory_order_release);  // forever_wait_begins()
}

DeadlockWatch::~DeadlockWatch() {
  domain_.deadlock_watch.store(nullptr, std::memory_order_release);
}

void DeadlockWatch::wake_slow(State seen) {
  if (!state_.compare_exchange_strong(seen, State::kLooking, std::memory_order_seq_cst)) return;
  if (seen == State::kIdle) {
    domain_.host().unpark(parker_);
  } else if (!domain_.host().spawn([this] { run(); }, "deadlock watch", kStackSize)) {
    // No thread to be had now: the next wait tries again, unless somebody waits for the end of
    // this.
    State looking = State::kLooking;
    if (!state_.compare_exchange_strong(looking, State::kUnstarted, std::memory_order_seq_cst)) {
      ended_.set(domain_);
    }
  }
}

void DeadlockWatch::stop(ThreadState& thread) {
  const State before = state_.exchange(State::kStopped, std::memory_order_seq_cst);
  if (before == State::kUnstarted || before == State::kStopped) return;
  domain_.host().unpark(parker_);
  (void)ended_.wait(thread);
}

void DeadlockWatch::run() {
  while (state_.load(std::memory_order_seq_cst) != State::kStopped) {
    domain_.host().park(parker_, look());
  }
  Domain& domain = domain_;
  domain.departing.fetch_add(1, std::memory_order_relaxed);
  ended_.set(domain);  // the watch may be gone from here on
  domain.departing.fetch_sub(1, std::memory_order_release);
}

// Looks once. Until when to sleep.
Nanos DeadlockWatch::look() {
  const Nanos now = domain_.host().now();
  size_t waiting = 0;
  Deadlock found = find_deadlock(domain_, nullptr, &waiting);
  if (waiting == 0) {
    State looking = State::kLooking;
    if (!state_.compare_exchange_strong(looking, State::kIdle, std::memory_order_seq_cst))
      return now;
    (void)find_deadlock(domain_, nullptr, &waiting);
    if (waiting == 0) return kForever;
    State idle = State::kIdle;  // else somebody has woken this thread already, or stopped it
    state_.compare_exchange_strong(idle, State::kLooking, std::memory_order_seq_cst);
    return now;
  }
  const bool again = found == suspect_;
  suspect_ = std::move(found);
  if (!suspect_ || suspect_ == reported_) return now + kPeriod;
  if (!again) return now + kConfirmation;
  if (report_(suspect_)) reported_ = suspect_;
  return now + kPeriod;
}

}  // namespace gilt::gil
