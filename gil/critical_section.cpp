#include "gil/critical_section.h"

namespace gilt::gil {

void CriticalSectionBase::enter(Mutex* first, Mutex* second) {
  if (second == nullptr && first->try_lock()) {
    first_ = first;
    push();
    return;
  }
  enter_slow(first, second);
}

void CriticalSectionBase::enter_slow(Mutex* first, Mutex* second) {
  const CriticalSectionBase* innermost = thread_.critical_section;
  // The innermost section has these locks already: this one adds nothing. (A deeper one that has
  // them gives them up when this thread parks.)
  if (innermost != nullptr && innermost->active_ &&
      (innermost->first_ == first || innermost->second_ == first) &&
      (second == nullptr || innermost->second_ == second)) {
    return;
  }
  push();
  lock(first, second);
}

// The section is innermost, active, and holds nothing yet. Waiting may detach, which makes it
// inactive and, on the way back, active again; what is locked here is recorded only when it is
// complete.
void CriticalSectionBase::lock(Mutex* first, Mutex* second) {
  for (;;) {
    plain_ = 0;
    take(first, kFirst);
    if (second == nullptr) break;
    const bool waited = take(second, kSecond);
    // Who waits detaches, and while a thread is detached others may take the bias away.
    if (!waited || (plain_ & kFirst) == 0 || first->biased_to(thread_)) break;
    if ((plain_ & kSecond) == 0) second->unlock(thread_);
  }
  first_ = first;
  second_ = second;
}

// Holds the mutex, with or without having locked it. True: the thread may have waited.
bool CriticalSectionBase::take(Mutex* mutex, uint8_t which) {
  if (mutex->biased_to(thread_)) {
    plain_ |= which;
    return false;
  }
  if (mutex->try_lock()) return false;
  mutex->lock(thread_);
  return true;
}

void CriticalSectionBase::unlock() {
  if (second_ != nullptr && (plain_ & kSecond) == 0) second_->unlock(thread_);
  if (first_ != nullptr && (plain_ & kFirst) == 0) first_->unlock(thread_);
}

void CriticalSectionBase::leave() {
  unlock();
  thread_.critical_section = outer_;
  if (outer_ != nullptr && !outer_->active_) resume(thread_);
}

void CriticalSectionBase::suspend_all(ThreadState& thread) {
  for (CriticalSectionBase* section = thread.critical_section;
       section != nullptr && section->active_; section = section->outer_) {
    section->active_ = false;
    section->unlock();
  }
}

void CriticalSectionBase::resume(ThreadState& thread) {
  CriticalSectionBase& section = *thread.critical_section;
  Mutex* first = section.first_;
  Mutex* second = section.second_;
  section.first_ = nullptr;
  section.second_ = nullptr;
  section.active_ = true;
  if (first != nullptr) section.lock(first, second);
}

}  // namespace gilt::gil
