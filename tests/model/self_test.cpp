#include "tests/model/self_test.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <mutex>
#include <set>
#include <string>

#include "gil/atomic.h"
#include "tests/model/scenario.h"
#include "tests/model/scheduler.h"

namespace gilt::model {
namespace {

using gil::Atomic;
using gil::ShortLock;

// What the executions of a program led to.
std::set<std::string> outcomes;

void note_outcome(std::string outcome) {
  Outside outside;
  outcomes.insert(std::string(outcome.begin(), outcome.end()));
}

// Two threads of three operations each: every order of them.
void orders() {
  struct World {
    Atomic<int> word;
    char order[7] = "";
    int done = 0;
  };
  auto* world = new World;
  for (char name : {'a', 'b'}) {
    thread([=] {
      for (int i = 0; i < 3; ++i) {
        world->word.store(name);
        world->order[world->done++] = name;
      }
    });
  }
  at_end([=] {
    note_outcome(world->order);
    delete world;
  });
}

// Two threads that each add 1 twice, with a load and a store.
void lost_updates() {
  struct World {
    Atomic<int> counter;
    Atomic<int> own[2];  // no choice points
  };
  auto* world = new World;
  for (int i = 0; i < 2; ++i) {
    thread([=] {
      for (int round = 0; round < 2; ++round) {
        const int seen = world->counter.load();
        world->own[i].fetch_add(1);
        world->counter.store(seen + 1);
      }
    });
  }
  at_end([=] {
    note_outcome(std::to_string(world->counter.load()));
    delete world;
  });
}

// Store buffering: under sequential consistency at least one thread sees the other's store.
void store_buffering() {
  struct World {
    Atomic<int> x, y;
    int seen[2];
  };
  auto* world = new World;
  thread([=] {
    world->x.store(1);
    world->seen[0] = world->y.load();
  });
  thread([=] {
    world->y.store(1);
    world->seen[1] = world->x.load();
  });
  at_end([=] {
    note_outcome(fmt::format("{}{}", world->seen[0], world->seen[1]));
    delete world;
  });
}

// A thread that waits in a loop for another one. Ends, although each step of the loop is a choice.
void spins() {
  auto* flag = new Atomic<bool>(false);
  thread([=] {
    while (!flag->load()) yield();
  });
  thread([=] { flag->store(true); });
  at_end([=] {
    note_outcome("ends");
    delete flag;
  });
}

// A timeout comes before the token, or after it.
void times_out() {
  auto* parker = new gil::Parker;
  thread([=] {
    const auto result = ModelHost::instance().park(*parker, 1000, gil::Interruptible::kNo);
    note_outcome(result == gil::ParkResult::kWoken ? "woken" : "timed out");
  });
  thread([=] { ModelHost::instance().unpark(*parker); });
  at_end([=] { delete parker; });
}

// --- programs that fail

void crosses_locks() {
  auto* locks = new std::array<ShortLock, 2>;
  for (size_t i = 0; i < 2; ++i) {
    thread([=] {
      std::lock_guard first((*locks)[i]);
      std::lock_guard second((*locks)[1 - i]);
    });
  }
  at_end([=] { delete locks; });
}

void waits_for_nobody() {
  auto* flag = new Atomic<bool>(false);
  for (int i = 0; i < 2; ++i) {
    thread([=] {
      while (!flag->load()) yield();
    });
  }
}

void chases() {
  auto* ball = new Atomic<int>(0);
  for (int side = 0; side < 2; ++side) {
    thread([=] {
      for (;;) {
        while (ball->load() != side) yield();
        ball->store(1 - side);
      }
    });
  }
}

// The second thread never uses the word together with the first one, only deletes it.
void touches_deleted() {
  auto* word = new Atomic<int>(0);
  auto* gone = new Atomic<bool>(false);
  thread([=] {
    if (gone->load()) return;
    word->store(1);
  });
  thread([=] {
    gone->store(true);
    delete word;
  });
  at_end([=] { delete gone; });
}

void leaks() {
  thread([] {
    auto* word = new Atomic<int>(0);
    word->store(1);
  });
}

void sleeps_with_lock() {
  struct World {
    ShortLock lock;
    gil::Parker parker;
  };
  auto* world = new World;
  thread([=] {
    std::lock_guard lock(world->lock);
    ModelHost::instance().park(world->parker, 1000, gil::Interruptible::kNo);
  });
  at_end([=] { delete world; });
}

// --- what is known of them

bool leads_to(const char* name, void (*program)(), const std::set<std::string>& expected) {
  outcomes.clear();
  const Result result = Scheduler::instance().explore(program, {9, 1});
  if (result.failure.empty() && outcomes == expected) return true;
  fmt::print("{}: {} {}\n{}", name, result.failure, outcomes, result.schedule);
  return false;
}

bool fails(const char* name, void (*program)(), const std::string& how) {
  const Result result = Scheduler::instance().explore(program, {2, 1});
  if (result.failure.starts_with(how)) return true;
  fmt::print("{}: {}\n{}", name, result.failure, result.schedule);
  return false;
}

bool counts_orders() {
  outcomes.clear();
  const Result all = Scheduler::instance().explore(orders, {5, 0});
  const size_t orders_of_all = outcomes.size();
  outcomes.clear();
  Scheduler::instance().explore(orders, {1, 0});
  // 6 over 3. With one preemption at most: aaabbb, one of them interrupted after 1 or 2 of its 3 by
  // all of the other, and the same the other way round.
  if (all.failure.empty() && orders_of_all == 20 && outcomes.size() == 6) return true;
  fmt::print("orders: {} {} {}\n", all.failure, orders_of_all, outcomes);
  return false;
}

}  // namespace

bool self_test() {
  bool ok = counts_orders();
  ok &= leads_to("lost_updates", lost_updates, {"2", "3", "4"});
  ok &= leads_to("store_buffering", store_buffering, {"01", "10", "11"});
  ok &= leads_to("spins", spins, {"ends"});
  ok &= leads_to("times_out", times_out, {"woken", "timed out"});
  ok &= fails("crosses_locks", crosses_locks, "no thread can go on");
  ok &= fails("waits_for_nobody", waits_for_nobody, "no thread can go on");
  ok &= fails("chases", chases, "it takes too many steps");
  ok &= fails("touches_deleted", touches_deleted, "store of freed memory");
  ok &= fails("leaks", leaks, "1 blocks of memory are left");
  ok &= fails("sleeps_with_lock", sleeps_with_lock, "sleeps with a short lock");
  return ok;
}

}  // namespace gilt::model
