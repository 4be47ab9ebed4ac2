// Mutex over the parking lot: one at a time, no wake-up is lost.
#include "gil/mutex.h"

#include "tests/model/scenario.h"

namespace gilt::model {

namespace {

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}
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
      world->mutex.lock(self);
      world->room.visit();
      world->mutex.unlock(self);
    });
  }
  at_end([=] { delete world; });
}

}  // namespace gilt::model
