// WaitQueue: a FIFO of sleeping threads under somebody else's lock: the condition variable of the
// gil layer, made of a Host's parking so that it works on fibers too.
//
// Thread-safety: every call is made with the queue's lock held; wait() releases it while it sleeps.
// Invariants
//  1. A Waiter is linked from push() until pop() or remove(); both happen under the lock.
//  2. Whoever pops a waiter unparks it under the same lock. So a waiter that wakes and finds itself
//     unlinked has, or had, a token, and it takes that token before it goes on.
#pragma once

#include "gil/atomic.h"
#include "gil/host.h"

namespace gilt::gil {

struct Waiter {
  explicit Waiter(Parker& where) : parker(where) {}
  Parker& parker;
  Waiter* next = nullptr;
  Waiter* previous = nullptr;
  bool linked = false;
  const void* address = nullptr;  // parking lot: what it waits on
  void* data = nullptr;           // parking lot: for the unparker's callback
};

class WaitQueue {
 public:
  bool empty() const { return first_ == nullptr; }
  Waiter* first() const { return first_; }

  void push(Waiter& waiter) {
    waiter.linked = true;
    waiter.next = nullptr;
    waiter.previous = last_;
    (last_ != nullptr ? last_->next : first_) = &waiter;
    last_ = &waiter;
  }

  void remove(Waiter& waiter) {
    (waiter.previous != nullptr ? waiter.previous->next : first_) = waiter.next;
    (waiter.next != nullptr ? waiter.next->previous : last_) = waiter.previous;
    waiter.linked = false;
  }

  void wake_one(Host& host) {
    if (first_ == nullptr) return;
    Waiter& waiter = *first_;
    remove(waiter);
    host.unpark(waiter.parker);
  }

  void wake_all(Host& host) {
    while (first_ != nullptr) wake_one(host);
  }

  // Sleeps until woken or the deadline passes; releases the lock meanwhile.
  ParkResult wait(std::unique_lock<ShortLock>& lock, Host& host, Parker& parker,
                  Nanos deadline = kForever) {
    Waiter waiter(parker);
    push(waiter);
    lock.unlock();
    ParkResult result = host.park(parker, deadline);
    lock.lock();
    if (waiter.linked) {
      remove(waiter);
      return result;
    }
    if (result != ParkResult::kWoken) host.park(parker, kForever);  // the token is there already
    return ParkResult::kWoken;
  }

 private:
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

}  // namespace gilt::gil
