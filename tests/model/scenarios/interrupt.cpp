// Interrupts of a wait, as signals send them: none is lost, and none takes a wake-up with it.
#include "gil/mutex.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

struct World : Threads<2> {
  World() : Threads(without_gil()) {}

  gil::LockResult wait_for(gil::Mutex& mutex) {
    return mutex.lock(states[0], {gil::kForever, gil::Interruptible::kYes});
  }
  // As gil/signals.h does.
  void interrupt() {
    states[0].request(gil::kEventSignals);
    domain.host().interrupt(states[0].parker);
  }

  gil::Mutex never_free;
  gil::Mutex mutex;
};

}  // namespace

void interrupt_ends_wait() {
  auto* world = new World;
  check(world->never_free.try_lock(), "a new mutex is locked");
  thread([=] {
    Attached attached(world->states[0]);
    check(world->wait_for(world->never_free) == gil::LockResult::kInterrupted,
          "a wait ends without a reason");
  });
  thread([=] { world->interrupt(); });
  at_end([=] { delete world; });
}

// The lock becomes free at the same moment. Whichever comes first, the interrupt ends the next wait.
void interrupt_meets_unlock() {
  auto* world = new World;
  check(world->never_free.try_lock() && world->mutex.try_lock(), "a new mutex is locked");
  thread([=] {
    Attached attached(world->states[0]);
    if (world->wait_for(world->mutex) == gil::LockResult::kInterrupted) {
      world->mutex.lock(world->states[0]);  // must become free all the same
      return;
    }
    check(world->wait_for(world->never_free) == gil::LockResult::kInterrupted,
          "a wait ends without a reason");
  });
  thread([=] { world->interrupt(); });
  thread([=] {
    Attached attached(world->states[1]);
    world->mutex.unlock(world->states[1]);
  });
  at_end([=] { delete world; });
}

}  // namespace gilt::model
