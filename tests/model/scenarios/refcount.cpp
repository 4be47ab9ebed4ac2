// Biased counts: an object ends once, not before its last reference is given up, and not never.
#include "gil/refcount.h"

#include "gil/merge_queue.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {

using gil::Life;

struct Object {
  gil::RefCount count;
  bool dead = false;
};

template <size_t N>
struct World : Threads<N> {
  explicit World(gil::RefcountPolicy policy = gil::RefcountPolicy::kBiased)
      : Threads<N>(without_gil(policy)) {}

  // An object of thread 0 with so many references.
  Object* make(int references) {
    auto* object = new Object;
    gil::init(object->count, this->states[0]);
    for (int i = 1; i < references; ++i) gil::incref(object->count, this->states[0]);
    return object;
  }
  // As the VM does at a poll.
  void poll(gil::ThreadState& self) {
    if (this->domain.poll(self) & gil::kEventMerge) end_all(this->domain.merge(self));
  }
  void remove(gil::ThreadState& self) {
    for (;;) {
      auto dead = this->domain.remove(self);
      if (dead.empty()) return;
      end_all(dead);
    }
  }
  void end(gil::RefCount& count) {
    auto* object = reinterpret_cast<Object*>(&count);
    check(!object->dead, "an object dies twice");
    object->dead = true;
    ++ended;
    if (!kept) delete object;
  }
  void end_all(const std::vector<gil::RefCount*>& dead) {
    for (gil::RefCount* count : dead) end(*count);
  }
  void give_up(Object* object, gil::ThreadState& self) {
    check(!object->dead, "an object died under somebody who has a reference");
    if (gil::decref(object->count, self) == Life::kDead) end(object->count);
  }
  void use(Object* object, gil::ThreadState& self) {
    check(!object->dead, "an object died under somebody who has a reference");
    gil::incref(object->count, self);
    give_up(object, self);
  }

  gil::Atomic<Object*> slot{nullptr};
  Object* object = nullptr;
  int ended = 0;
  bool kept = false;  // dead objects keep their memory until the end
};

}  // namespace

// The owner works on while others give their references up; what they queue for it, it finds at a
// poll.
void counts_merge_at_poll() {
  auto* world = new World<3>;
  world->object = world->make(3);
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->give_up(world->object, self);
    while (world->ended == 0) {
      world->poll(self);
      if (world->ended == 0) yield();
    }
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->give_up(world->object, self);
    });
  }
  at_end([=] {
    check(world->ended == 1, "an object did not die");
    delete world;
  });
}

// The owner ends while others give theirs up.
void counts_outlive_owner() {
  auto* world = new World<3>;
  world->object = world->make(3);
  thread([=] {
    gil::ThreadState& self = world->states[0];
    world->domain.attach(self);
    world->give_up(world->object, self);
    world->remove(self);
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->give_up(world->object, self);
    });
  }
  at_end([=] {
    check(world->ended == 1, "an object did not die");
    delete world;
  });
}

// The object stands in a slot that is emptied; others find it there and try to get a reference.
void counts_try_incref() {
  auto* world = new World<3>;
  world->kept = true;
  Object* object = world->object = world->make(1);
  world->slot.store(object);
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    if (Object* taken = world->slot.exchange(nullptr)) world->give_up(taken, self);
    while (world->ended == 0) {
      world->poll(self);
      if (world->ended == 0) yield();
    }
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      Object* seen = world->slot.load();
      if (seen != nullptr && gil::try_incref(seen->count, self)) {
        choice_point();
        world->give_up(seen, self);
      }
      if (i == 1) return;
      if (Object* taken = world->slot.exchange(nullptr)) world->give_up(taken, self);
    });
  }
  at_end([=] {
    check(world->ended == 1, "an object did not die");
    delete object;
    delete world;
  });
}

// The policy that always counts with read-modify-writes.
void counts_atomic() {
  auto* world = new World<3>(gil::RefcountPolicy::kAtomic);
  world->object = world->make(3);
  for (size_t i = 0; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->use(world->object, self);
      world->give_up(world->object, self);
    });
  }
  at_end([=] {
    check(world->ended == 1, "an object did not die");
    delete world;
  });
}

// The naive policy loses counts, but even then one thread at most destroys.
void counts_naive() {
  auto* world = new World<3>(gil::RefcountPolicy::kNaive);
  world->kept = true;
  Object* object = world->object = world->make(3);
  for (size_t i = 0; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      if (gil::decref(object->count, self) == Life::kDead) world->end(object->count);
    });
  }
  at_end([=] {
    delete object;
    delete world;
  });
}

}  // namespace gilt::model
