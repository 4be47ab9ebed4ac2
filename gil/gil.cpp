#include "gil/gil.h"

#include <algorithm>

#include "gil/domain.h"

namespace gilt::gil {

bool Gil::take(ThreadState& thread) {
  std::unique_lock lock(lock_);
  if (domain_.finalizing(thread)) return false;
  if (holder_ != nullptr) {
    wait_for_turn(lock, thread);
    if (domain_.finalizing(thread)) return false;
  }
  holder_ = &thread;
  if (last_holder_ != thread.id()) {
    last_holder_ = thread.id();
    ++switch_number_;
  }
  switch_waiters_.wake_all(thread.host());
  // A request that is left over was meant for the time this thread held the GIL before.
  thread.clear(kEventGilDrop);
  thread.gil_taken_at = thread.host().now();
  ++thread.stats.gil_acquisitions;
  return true;
}

void Gil::wait_for_turn(std::unique_lock<ShortLock>& lock, ThreadState& thread) {
  Host& host = thread.host();
  const Nanos begin = host.now();
  WaitScope scope(thread, WaitKind::kGil, this, holder_->id());
  ++takers_;
  while (holder_ != nullptr && !domain_.finalizing(thread)) {
    const uint64_t seen = switch_number_;
    const Nanos interval = std::max<Nanos>(domain_.switch_interval_us(), 1) * 1000;
    ParkResult result =
        waiters_.wait(lock, host, thread.gil_parker, deadline_after(host.now(), interval));
    if (result == ParkResult::kTimedOut && holder_ != nullptr && switch_number_ == seen) {
      holder_->request(kEventGilDrop);
      ++thread.stats.gil_drop_requests;
    }
  }
  if (--takers_ == 0) switch_waiters_.wake_all(host);
  const Nanos waited = host.now() - begin;
  ++thread.stats.gil_waits;
  thread.stats.gil_wait_time += waited;
  thread.stats.gil_longest_wait = std::max(thread.stats.gil_longest_wait, waited);
}

void Gil::drop(ThreadState& thread) {
  std::unique_lock lock(lock_);
  const Nanos held = thread.host().now() - thread.gil_taken_at;
  thread.stats.gil_hold_time += held;
  thread.stats.gil_longest_hold = std::max(thread.stats.gil_longest_hold, held);
  last_holder_ = thread.id();
  holder_ = nullptr;
  waiters_.wake_one(thread.host());
  if (thread.pending(kEventGilDrop)) {
    thread.clear(kEventGilDrop);
    ++thread.stats.gil_forced_drops;
    force_switch(lock, thread);
  }
}

void Gil::force_switch(std::unique_lock<ShortLock>& lock, ThreadState& thread) {
  const uint64_t seen = switch_number_;
  // Without takers nobody would end the wait: the one who asked was expelled.
  while (holder_ == nullptr && switch_number_ == seen && takers_ > 0) {
    switch_waiters_.wait(lock, thread.host(), thread.gil_parker);
  }
}

bool Gil::held_by(const ThreadState& thread) {
  std::lock_guard lock(lock_);
  return holder_ == &thread;
}

uint64_t Gil::switch_number() {
  std::lock_guard lock(lock_);
  return switch_number_;
}

void Gil::expel_waiters() {
  std::lock_guard lock(lock_);
  waiters_.wake_all(domain_.host());
}

}  // namespace gilt::gil
