#include "gil/notify_list.h"

#include "gil/domain.h"
#include "gil/parking_lot.h"

namespace gilt::gil {

void NotifyList::enlist(NotifyTicket& ticket) {
  ticket.linked_ = true;
  ticket.notified_ = false;
  ticket.next_ = nullptr;
  ticket.previous_ = last_;
  (last_ != nullptr ? last_->next_ : first_) = &ticket;
  last_ = &ticket;
  ++size_;
}

void NotifyList::remove(NotifyTicket& ticket) {
  (ticket.previous_ != nullptr ? ticket.previous_->next_ : first_) = ticket.next_;
  (ticket.next_ != nullptr ? ticket.next_->previous_ : last_) = ticket.previous_;
  ticket.linked_ = false;
  --size_;
}

bool NotifyList::withdraw(NotifyTicket& ticket) {
  if (!ticket.linked_) return false;
  remove(ticket);
  return true;
}

WaitResult NotifyList::sleep(ThreadState& thread, NotifyTicket& ticket, const NotifyWait& wait) {
  WaitScope scope(thread, wait.kind, wait.resource);
  // Under the parking lot's lock, like the store in notify(): no wake-up is lost.
  auto not_yet = [&ticket] { return !ticket.notified_; };
  for (;;) {
    const LotResult result = thread.domain().parking_lot().park(
        thread, &ticket, not_yet, {wait.deadline, wait.interruptible});
    if (result == LotResult::kUnparked || result == LotResult::kInvalid) return WaitResult::kDone;
    if (result == LotResult::kTimedOut) return WaitResult::kTimedOut;
    if (thread.pending(kInterrupts)) return WaitResult::kInterrupted;
  }
}

size_t NotifyList::notify(ThreadState& thread, size_t n) {
  ParkingLot& lot = thread.domain().parking_lot();
  size_t count = 0;
  for (; count < n && first_ != nullptr; ++count) {
    NotifyTicket& ticket = *first_;
    remove(ticket);
    // The address is the ticket's alone: it finds its thread asleep, or nobody.
    lot.unpark_one(thread.host(), &ticket, [&ticket](void*, bool) { ticket.notified_ = true; });
  }
  return count;
}

}  // namespace gilt::gil
