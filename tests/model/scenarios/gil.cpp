// The GIL: one thread at a time, requests to drop it are obeyed, no waiter is forgotten.
#include "gil/gil.h"

#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(with_gil()) {}
  Room room;
  bool finalizing = false;
  int ended = 0;
};

// Whoever was asked to drop the GIL and polls gets it back only after somebody else had it.
void poll(gil::Domain& domain, gil::ThreadState& self) {
  const bool asked = self.pending(gil::kEventGilDrop);
  const uint64_t switches = domain.gil().switch_number();
  domain.poll(self);
  check(!asked || domain.gil().switch_number() >= switches + 2, "a drop request changed nothing");
}

template <size_t N>
void hand_over() {
  auto* world = new World<N>;
  for (size_t i = 0; i < N; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->room.visit();
      poll(world->domain, self);
      world->room.visit();
      check(world->domain.gil().held_by(self), "an attached thread does not have the GIL");
    });
  }
  at_end([=] { delete world; });
}

}  // namespace

void gil_hands_over() { hand_over<2>(); }

void gil_serves_three() { hand_over<3>(); }

// A thread that asked for the GIL and then is sent away must not be waited for; and nobody but the
// finalizer runs after the finalization has begun.
void gil_expels_at_finalization() {
  auto* world = new World<3>;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->room.visit();
    world->domain.begin_finalization(self);
    world->finalizing = true;
    {
      gil::BlockingRegion region(self);
      choice_point();
    }
    ++world->ended;
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      may_hang();
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      check(!world->finalizing, "a thread runs after the finalization began");
      world->room.visit();
      world->domain.poll(self);
      check(!world->finalizing, "a thread runs on after the finalization began");
      ++world->ended;
    });
  }
  at_end([=] {
    if (world->ended == 3) delete world;
  });
}

}  // namespace gilt::model
