#include "gil/critical_section.h"

namespace gilt::gil {

void CriticalSectionBase::enter(Mutex* first, Mutex* second) {
  if (first->try_lock()) {
    if (second == nullptr || second->try_lock()) {
      first_ = first;
      second_ = second;
      push();
      return;
    }
    first->unlock(thread_);
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

void CriticalSectionBase::push() {
  outer_ = thread_.critical_section;
  thread_.critical_section = this;
  active_ = true;
  entered_ = true;
}

// The section is innermost, active, and holds nothing yet. Waiting may detach, which makes it
// inactive and, on the way back, active again; what is locked here is recorded only when it is
// complete.
void CriticalSectionBase::lock(Mutex* first, Mutex* second) {
  first->lock(thread_);
  if (second != nullptr) second->lock(thread_);
  first_ = first;
  second_ = second;
}

void CriticalSectionBase::unlock() {
  if (second_ != nullptr) second_->unlock(thread_);
  if (first_ != nullptr) first_->unlock(thread_);
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
