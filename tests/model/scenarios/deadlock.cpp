// Finding deadlocks among running threads: what is called stuck is stuck for ever, and what is stuck
// is found.
#include "gil/deadlock.h"

#include "gil/deadlock_watch.h"
#include "gil/recursive_mutex.h"
#include "gil/thread_lock.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}

  // Takes both, the first one first; this may wait for ever.
  void take_both(gil::ThreadState& self, gil::RecursiveMutex& first, gil::RecursiveMutex& second) {
    check(first.acquire(self) == gil::LockResult::kAcquired, "a wait ends without a reason");
    check(second.acquire(self) == gil::LockResult::kAcquired, "a wait ends without a reason");
    check(second.release(self) && first.release(self), "a lock has another owner");
    ++ended;
  }

  gil::RecursiveMutex a;
  gil::RecursiveMutex b;
  int ended = 0;
};

}  // namespace

// Each has a lock and waits for the one of the other, but not at the same time.
void deadlock_is_no_false_alarm() {
  struct Locks : Threads<2> {
    Locks() : Threads(without_gil()) {}
    gil::ThreadLock a;
    gil::ThreadLock b;
  };
  auto* world = new Locks;
  check(world->a.try_acquire(world->states[1]), "a new lock is taken");
  check(world->b.try_acquire(world->states[0]), "a new lock is taken");
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    check(world->a.acquire(self) == gil::LockResult::kAcquired, "a wait ends without a reason");
    check(world->b.release(self), "a lock is not taken");
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    check(world->a.release(self), "a lock is not taken");
    check(world->b.acquire(self) == gil::LockResult::kAcquired, "a wait ends without a reason");
  });
  thread([=] {
    check(!gil::find_deadlock(world->domain), "threads that will go on are called stuck");
  });
  at_end([=] { delete world; });
}

// A ring of two, sometimes. Whoever was called stuck never goes on.
void deadlock_is_final() {
  auto* world = new World<2>;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      may_hang();
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      i == 0 ? world->take_both(self, world->a, world->b)
             : world->take_both(self, world->b, world->a);
    });
  }
  auto* found = new gil::Deadlock;
  thread([=] { *found = gil::find_deadlock(world->domain); });
  at_end([=] {
    check(!*found || world->ended == 0, "a thread that was called stuck went on");
    check(world->ended != 1, "a thread alone is stuck");
    delete found;
    if (world->ended == 2) delete world;
  });
}

// The watch finds the ring, whenever it comes about, although it sleeps when nobody waits.
void watch_sees_every_wait() {
  struct Watched : World<2> {
    gil::DeadlockWatch watch{domain, [this](const gil::Deadlock& found) {
                               check(ended == 0 && found.ring == 2, "a false report");
                               reported = true;
                               may_hang();  // it looks on, for ever
                               return true;
                             }};
    bool reported = false;
  };
  auto* world = new Watched;
  world->domain.forever_wait_begins();  // starts its thread
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      may_hang();
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      i == 0 ? world->take_both(self, world->a, world->b)
             : world->take_both(self, world->b, world->a);
      if (world->ended == 2) world->watch.stop(self);
    });
  }
  at_end([=] {
    check(world->reported == (world->ended == 0), "a deadlock is not reported");
    if (world->ended == 2) delete world;
  });
}

}  // namespace gilt::model
