// QSBR: nothing is freed under a reader, and everything is freed in the end.
#include "gil/qsbr.h"

#include "tests/model/scenario.h"

namespace gilt::model {
namespace {


struct Node {
  gil::Atomic<int> value{1};
};

template <size_t N>
struct World : Threads<N> {
  World() : Threads<N>(without_gil()) {}
  ~World() { delete slot.load(); }

  static void free_node(void* memory) {
    ++freed;
    delete static_cast<Node*>(memory);
  }
  // Puts another node in the place of the one in the slot.
  void replace(gil::ThreadState& self) {
    this->domain.qsbr().retire(self, slot.exchange(new Node), &free_node);
  }
  void fill_batch(gil::ThreadState& self) {
    for (uint32_t i = 1; i < kRetireBatch; ++i) {
      this->domain.qsbr().retire(self, nullptr, [](void*) {});
    }
  }
  void read() {
    Node* node = slot.load();
    check(node->value.load() == 1, "a node has another value");
    choice_point();
    check(node->value.load() == 1, "a node has another value");
  }
  void poll_until_freed(gil::ThreadState& self) {
    while (freed == 0) {
      this->domain.poll(self);
      if (freed == 0) yield();
    }
  }

  gil::Atomic<Node*> slot{new Node};
  static inline int freed = 0;
};

}  // namespace

void qsbr_frees_after_readers() {
  auto* world = new World<3>;
  world->freed = 0;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->replace(self);
    world->fill_batch(self);
    world->poll_until_freed(self);
  });
  for (size_t i = 1; i < 3; ++i) {
    thread([=] {
      gil::ThreadState& self = world->states[i];
      Attached attached(self);
      world->read();
      world->domain.poll(self);
      world->read();
    });
  }
  at_end([=] { delete world; });
}

// Readers that come and go.
void qsbr_attaching_readers() {
  auto* world = new World<2>;
  world->freed = 0;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    Attached attached(self);
    world->replace(self);
    world->fill_batch(self);
    world->poll_until_freed(self);
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    for (int i = 0; i < 2; ++i) {
      Attached attached(self);
      world->read();
    }
  });
  at_end([=] { delete world; });
}

// The writer ends: others free what it retired.
void qsbr_orphans() {
  auto* world = new World<3>;
  world->freed = 0;
  thread([=] {
    gil::ThreadState& self = world->states[0];
    world->domain.attach(self);
    world->replace(self);
    check(world->domain.remove(self).empty(), "something was queued");
  });
  thread([=] {
    gil::ThreadState& self = world->states[1];
    Attached attached(self);
    world->read();
    world->poll_until_freed(self);
  });
  thread([=] {
    gil::ThreadState& self = world->states[2];
    Attached attached(self);
    world->read();
    world->domain.poll(self);
    world->read();
  });
  at_end([=] { delete world; });
}

}  // namespace gilt::model
