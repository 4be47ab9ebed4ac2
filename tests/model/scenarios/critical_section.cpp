// Critical sections: the innermost one excludes others, and no order of them is a deadlock.
#include "gil/critical_section.h"

#include "gil/stop_the_world.h"
#include "gil/timed_event.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

using gil::CriticalSection;
using gil::CriticalSection2;

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}
  gil::Mutex a;
  Room in_a;
  gil::Mutex b;
  Room in_b;
  gil::TimedEvent event;
};

}  // namespace

// One after the other in one order, and in the other order.
void sections_nest_crosswise() {
  auto* world = new World<2>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    CriticalSection outer(self, world->a);
    world->in_a.visit();
    {
      CriticalSection inner(self, world->b);
      world->in_b.visit();
    }
    world->in_a.visit();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    CriticalSection outer(self, world->b);
    world->in_b.visit();
    {
      CriticalSection inner(self, world->a);
      world->in_a.visit();
    }
    world->in_b.visit();
  });
  at_end([=] { delete world; });
}

void sections_of_two() {
  auto* world = new World<3>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    CriticalSection2 both(self, world->a, world->b);
    world->in_a.enter();
    world->in_b.visit();
    world->in_a.leave();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    CriticalSection2 both(self, world->b, world->a);
    world->in_b.enter();
    world->in_a.visit();
    world->in_b.leave();
  });
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    CriticalSection one(self, world->b);
    world->in_b.visit();
  });
  at_end([=] { delete world; });
}

// Who waits in a section gives it up, and has it again afterwards.
void sections_let_go_while_waiting() {
  auto* world = new World<3>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    CriticalSection section(self, world->a);
    world->in_a.visit();
    check(world->event.wait(self) == gil::WaitResult::kDone, "a wait ends without the event");
    world->in_a.visit();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    CriticalSection section(self, world->a);
    world->in_a.visit();
    world->event.set(self);
    world->in_a.visit();
  });
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    CriticalSection section(self, world->a);
    world->in_a.visit();
  });
  at_end([=] { delete world; });
}

// Who stops the world finds no section held by those that stand still.
void sections_in_stopped_world() {
  auto* world = new World<2>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    CriticalSection section(self, world->a);
    world->in_a.visit();
    world->domain.poll(self);
    world->in_a.visit();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    gil::StoppedWorld stopped(self);
    check(world->a.try_lock(), "a thread that stands still holds a section");
    world->in_a.visit();
    world->a.unlock(self);
  });
  at_end([=] { delete world; });
}

// A lock that is biased to a thread: it goes in and out without locking, others take the bias away.
void sections_biased() {
  auto* world = new World<2>;
  world->a.start_biased(world->states[0].new_lock);
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    for (int i = 0; i < 2; ++i) {
      CriticalSection section(self, world->a);
      world->in_a.visit();
    }
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    CriticalSection section(self, world->a);
    world->in_a.visit();
  });
  at_end([=] { delete world; });
}

// The owner waits for the lock of another object, and so detaches, in the middle of taking both.
void sections_of_two_biased() {
  auto* world = new World<2>;
  world->a.start_biased(world->states[0].new_lock);
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    CriticalSection2 both(self, world->a, world->b);
    world->in_a.enter();
    world->in_b.visit();
    world->in_a.leave();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    {
      CriticalSection one(self, world->b);
      world->in_b.visit();
    }
    CriticalSection other(self, world->a);
    world->in_a.visit();
  });
  at_end([=] { delete world; });
}

}  // namespace gilt::model
