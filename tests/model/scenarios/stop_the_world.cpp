// Stopping the world: while it is stopped, nobody but the stopper runs; then everybody goes on.
#include "gil/stop_the_world.h"

#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}

  void work() {
    check(stopped == 0, "a thread runs in a stopped world");
    choice_point();
    check(stopped == 0, "a thread runs in a stopped world");
  }
  void stop(gil::ThreadState& self) {
    gil::StoppedWorld world(self);
    check(stopped++ == 0, "the world is stopped twice");
    choice_point();
    --stopped;
  }

  int stopped = 0;
};

}  // namespace

void world_stops() {
  auto* world = new World<3>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->stop(self);
    world->work();
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    world->work();
    world->domain.poll(self);
    world->work();
  });
  thread([=] {
    gil::ThreadState& self = world->states[2];
    for (int i = 0; i < 2; ++i) {
      Attached attached(self);
      world->work();
    }
  });
  at_end([=] { delete world; });
}

void world_has_two_stoppers() {
  auto* world = new World<2>;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->work();
      world->stop(self);
      world->work();
    });
  }
  at_end([=] { delete world; });
}

// A thread that is made in a stopped world stands still, too.
void world_gets_new_thread() {
  auto* world = new World<1>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->stop(self);
    world->work();
  });
  thread([=] {
    gil::ThreadState self(world->domain);
    {
      Attached attached(self);
      world->work();
    }
  });
  at_end([=] { delete world; });
}

// The end of a runtime without a GIL: after it has begun, nobody but the finalizer runs.
void world_ends() {
  struct Ending : World<3> {
    bool finalizing = false;
    int ended = 0;
  };
  auto* world = new Ending;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    {
      Attached attached(self);
      world->domain.begin_finalization(self);
      world->finalizing = true;
      gil::BlockingRegion region(self);
      choice_point();
    }
    ++world->ended;
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      may_hang();
      gil::ThreadState& self = world->states[i];
      {
        Attached attached(self);
        check(!world->finalizing, "a thread runs after the finalization began");
        choice_point();
        world->domain.poll(self);
        check(!world->finalizing, "a thread runs on after the finalization began");
      }
      ++world->ended;
    });
  }
  at_end([=] {
    if (world->ended == 3) delete world;
  });
}

}  // namespace gilt::model
