#include "gil/stop_the_world.h"

#include "gil/domain.h"

namespace gilt::gil {

void StopTheWorld::stop(ThreadState& thread) {
  if (!thread.free_threaded) return;
  turn_.lock(thread);
  std::unique_lock lock(domain_.registry_lock_);
  requester_ = &thread;
  for (ThreadState* other : domain_.threads_) {
    if (other != &thread) other->request(kEventStop);
  }
  while (!all_suspended()) stopper_.wait(lock, thread.host(), thread.gil_parker);
}

// Suspends whoever is detached; true if nobody else is attached.
bool StopTheWorld::all_suspended() {
  bool all = true;
  for (ThreadState* other : domain_.threads_) {
    if (other == requester_) continue;
    RunState state = RunState::kDetached;
    // seq_cst: with Domain::detach; acquire of it: what the thread did before.
    if (!other->state.compare_exchange_strong(state, RunState::kSuspended,
                                              std::memory_order_seq_cst)) {
      all = all && state == RunState::kSuspended;
    }
  }
  return all;
}

void StopTheWorld::start(ThreadState& thread) {
  if (!thread.free_threaded) return;
  {
    std::lock_guard lock(domain_.registry_lock_);
    requester_ = nullptr;
    for (ThreadState* other : domain_.threads_) {
      other->events.fetch_and(~uint32_t{kEventStop}, std::memory_order_relaxed);
      // The runtime ends: where they stand they cannot attach, whatever they had looked at before.
      if (domain_.finalizing(*other)) continue;
      RunState state = RunState::kSuspended;
      // Release: what was done in the stopped world, to the acquire in Domain::attach.
      other->state.compare_exchange_strong(state, RunState::kDetached, std::memory_order_release,
                                           std::memory_order_relaxed);
    }
    suspended_.wake_all(thread.host());
  }
  turn_.unlock(thread);
}

void StopTheWorld::notify_detached() {
  std::lock_guard lock(domain_.registry_lock_);
  stopper_.wake_all(domain_.host());
}

void StopTheWorld::wait_for_start(ThreadState& thread) {
  std::unique_lock lock(domain_.registry_lock_);
  if (requester_ == nullptr) return;
  WaitScope scope(thread, WaitKind::kWorld, this, requester_->id());
  while (thread.state.load(std::memory_order_relaxed) == RunState::kSuspended &&
         !domain_.finalizing(thread)) {
    suspended_.wait(lock, thread.host(), thread.gil_parker);
  }
}

StoppedWorld::StoppedWorld(ThreadState& thread) : thread_(thread) {
  thread.domain().stop_the_world().stop(thread);
}

StoppedWorld::~StoppedWorld() { thread_.domain().stop_the_world().start(thread_); }

}  // namespace gilt::gil
