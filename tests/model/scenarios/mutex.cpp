// Mutex, TimedEvent and NotifyList over the parking lot: no wake-up is lost.
#include "gil/mutex.h"

#include "gil/notify_list.h"
#include "gil/timed_event.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}

  void visit_locked(gil::ThreadState& self) {
    mutex.lock(self);
    room.visit();
    mutex.unlock(self);
  }

  gil::Mutex mutex;
  Room room;
};

}  // namespace

void mutex_excludes() {
  auto* world = new World<3>;
  for (size_t i = 0; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->visit_locked(self);
    });
  }
  at_end([=] { delete world; });
}

// Waiters that waited long are handed the lock, while a newcomer tries to barge in.
void mutex_hands_over() {
  auto* world = new World<3>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->mutex.lock(self);
    world->room.visit();
    pass_time(2'000'000);  // twice what makes a waiter due
    world->mutex.unlock(self);
    world->visit_locked(self);
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->visit_locked(self);
    });
  }
  at_end([=] { delete world; });
}

// Waiters that give up at any moment.
void mutex_times_out() {
  auto* world = new World<3>;
  for (size_t i = 0; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      const gil::LockWait wait{i == 0 ? gil::kForever : gil::Nanos{1000}};
      if (world->mutex.lock(self, wait) != gil::LockResult::kAcquired) return;
      world->room.visit();
      world->mutex.unlock(self);
    });
  }
  at_end([=] {
    check(!world->mutex.locked(), "a mutex is left locked");
    delete world;
  });
}

// A waiter destroys the event as soon as it has happened.
void event_is_destroyed_by_waiter() {
  auto* world = new Threads<2>(without_gil());
  auto* event = new gil::TimedEvent;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    check(event->wait(self) == gil::WaitResult::kDone, "a wait ends without the event");
    delete event;
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    event->set(self);
  });
  at_end([=] { delete world; });
}

void event_wakes_all() {
  auto* world = new Threads<3>(without_gil());
  auto* event = new gil::TimedEvent;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      const gil::Nanos deadline = i == 0 ? gil::kForever : gil::Nanos{1000};
      const gil::WaitResult result = event->wait(self, deadline);
      check(result == gil::WaitResult::kDone || i == 1, "a wait ends without the event");
    });
  }
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    event->set(self);
  });
  at_end([=] {
    delete event;
    delete world;
  });
}

// One notification for two waiters that may give up: who gives up without it leaves it to the other.
void notification_is_not_lost() {
  struct List : World<3> {
    gil::NotifyList list;
    gil::NotifyTicket tickets[2];
    size_t sent = 0;
    size_t received = 0;
  };
  auto* world = new List;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      gil::NotifyTicket& ticket = world->tickets[i];
      world->mutex.lock(self);
      world->list.enlist(ticket);
      world->mutex.unlock(self);
      const gil::NotifyWait wait{gil::WaitKind::kCondition, world, 1000};
      const gil::WaitResult result = gil::NotifyList::sleep(self, ticket, wait);
      world->mutex.lock(self);
      const bool notified = !world->list.withdraw(ticket);
      check(notified || result != gil::WaitResult::kDone, "a sleep ends without a notification");
      world->received += notified ? 1 : 0;
      world->mutex.unlock(self);
    });
  }
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    world->mutex.lock(self);
    world->sent = world->list.notify(self, 1);
    world->mutex.unlock(self);
  });
  at_end([=] {
    check(world->sent == world->received, "a notification is lost, or comes twice");
    delete world;
  });
}

// As a Condition is used: who finds the flag down enlists, and sleeps until somebody raises it.
void notification_is_heard() {
  struct List : World<3> {
    gil::NotifyList list;
    gil::NotifyTicket tickets[2];
    bool raised = false;
  };
  auto* world = new List;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->mutex.lock(self);
      const bool waits = !world->raised;
      if (waits) world->list.enlist(world->tickets[i]);
      world->mutex.unlock(self);
      if (!waits) return;
      const gil::NotifyWait wait{gil::WaitKind::kCondition, world};
      const gil::WaitResult result = gil::NotifyList::sleep(self, world->tickets[i], wait);
      check(result == gil::WaitResult::kDone, "a sleep ends without a notification");
    });
  }
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    world->mutex.lock(self);
    world->raised = true;
    world->list.notify_all(self);
    world->mutex.unlock(self);
  });
  at_end([=] { delete world; });
}

}  // namespace gilt::model
