// Reading a slot without a lock, as vm's read_slot() does: counts and QSBR together. A reader finds
// an object, tries to get a reference, and looks at the slot again; meanwhile the object is taken out
// of the slot, dies, and its memory is retired.
#include "gil/merge_queue.h"
#include "gil/qsbr.h"
#include "gil/refcount.h"
#include "tests/model/scenario.h"

namespace gilt::model {
namespace {


int freed = 0;

struct Object {
  gil::RefCount count;
  bool dead = false;
};

struct World : Threads<3> {
  World() : Threads(without_gil()) {
    auto* object = new Object;
    gil::init(object->count, states[0]);
    slot.store(object);
  }

  void end(gil::RefCount& count, gil::ThreadState& self) {
    auto* object = reinterpret_cast<Object*>(&count);
    check(!object->dead, "an object dies twice");
    object->dead = true;
    ++ended;
    domain.qsbr().retire(self, object, [](void* memory) {
      ++freed;
      delete static_cast<Object*>(memory);
    });
    for (uint32_t i = 1; i < kRetireBatch; ++i) domain.qsbr().retire(self, nullptr, [](void*) {});
  }
  void give_up(Object* object, gil::ThreadState& self) {
    check(!object->dead, "an object died under somebody who has a reference");
    if (gil::decref(object->count, self) == gil::Life::kDead) end(object->count, self);
  }
  void poll(gil::ThreadState& self) {
    if ((domain.poll(self) & gil::kEventMerge) == 0) return;
    for (gil::RefCount* count : domain.merge(self)) end(*count, self);
  }
  void read(gil::ThreadState& self) {
    Object* seen = slot.load();
    if (seen == nullptr || !gil::try_incref(seen->count, self)) return;
    if (slot.load() == seen) check(!seen->dead, "a reader got a dead object");
    give_up(seen, self);
  }
  void clear(gil::ThreadState& self) {
    if (Object* object = slot.exchange(nullptr)) give_up(object, self);
  }

  gil::Atomic<Object*> slot{nullptr};
  int ended = 0;
};

void explore(size_t clearer) {
  freed = 0;
  auto* world = new World;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    if (clearer == 0) world->clear(self);
    while (world->ended == 0) {
      world->poll(self);
      if (world->ended == 0) yield();
    }
    world->poll(self);
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      i == clearer ? world->clear(self) : world->read(self);
      world->poll(self);
    });
  }
  at_end([=] {
    check(world->ended == 1, "an object did not die");
    delete world;
    check(freed == 1, "the memory of an object is not freed");
  });
}

}  // namespace

void reads_while_owner_clears() { explore(0); }

void reads_while_other_clears() { explore(1); }

}  // namespace gilt::model
