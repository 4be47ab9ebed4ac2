// NotifyList: threads that sleep until somebody notifies them, first come, first served. The
// conditions, semaphores, events and barriers of scripts stand on it.
//
// A waiter enlists a ticket while it holds the guard (whatever lock protects the list and the state
// that it waits for), lets go of the guard and sleeps. A ticket that was enlisted before notify()
// is woken by it, however late its thread goes to sleep. A thread that wakes by itself (deadline,
// signal) takes its ticket back under the guard, and learns then whether it was notified after all:
// so no notification is lost on a thread that gives up.
//
// Thread-safety: all methods but sleep() with the guard held; sleep() without it. The guard must
// not be let go in the middle of notify(), which neither blocks nor runs Python code. Invariants
//  1. A ticket is linked from enlist() until notify() or withdraw(); it outlives that.
//  2. notified_ becomes true under the parking lot's lock for the ticket's address, once; after
//  that
//     nobody but its thread touches the ticket.
// Source: Go's runtime/sema.go (notifyList); CPython 3.14 Lib/threading.py (Condition).
#pragma once

#include <cstddef>

#include "gil/timed_event.h"

namespace gilt::gil {

class NotifyTicket {
 public:
  NotifyTicket() = default;
  NotifyTicket(const NotifyTicket&) = delete;
  NotifyTicket& operator=(const NotifyTicket&) = delete;

 private:
  friend class NotifyList;
  NotifyTicket* next_ = nullptr;
  NotifyTicket* previous_ = nullptr;
  bool linked_ = false;
  bool notified_ = false;
};

// How, and for what, a thread sleeps.
struct NotifyWait {
  WaitKind kind;
  const void* resource;
  Nanos deadline = kForever;
  Interruptible interruptible = Interruptible::kNo;
};

class NotifyList {
 public:
  bool empty() const { return first_ == nullptr; }
  size_t size() const { return size_; }
  // Who is next; null: nobody.
  NotifyTicket* first() const { return first_; }

  void enlist(NotifyTicket& ticket);
  // False: the ticket was notified before.
  bool withdraw(NotifyTicket& ticket);

  // Sleeps, detached, until the ticket is notified (kDone). After the other results it may have
  // been, too: withdraw() says.
  [[nodiscard]] static WaitResult sleep(ThreadState& thread, NotifyTicket& ticket,
                                        const NotifyWait& wait);

  // Notifies the first n tickets. Returns how many there were.
  size_t notify(ThreadState& thread, size_t n);
  size_t notify_all(ThreadState& thread) { return notify(thread, size_); }

 private:
  void remove(NotifyTicket& ticket);

  NotifyTicket* first_ = nullptr;
  NotifyTicket* last_ = nullptr;
  size_t size_ = 0;
};

}  // namespace gilt::gil
