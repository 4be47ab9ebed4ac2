// What scenarios are written with. A scenario is a function that makes the objects of one execution
// (with new: they must outlive it), adds its threads and says what must hold at the end, where it
// also deletes the objects:
//
//   void mutex_excludes() {
//     auto* world = new World;
//     for (int i = 0; i < 2; ++i) thread([=] { ... });
//     at_end([=] { delete world; });
//   }
//
// It has a row in scenarios.def. The same thing must happen each time: nothing may depend on
// addresses outside of the execution's memory, nor on the world outside.
#pragma once

#include <array>
#include <functional>

#include "gil/domain.h"
#include "gil/thread_state.h"
#include "tests/model/memory.h"
#include "tests/model/model_host.h"

namespace gilt::model {

void thread(std::function<void()> body);
void at_end(std::function<void()> body);

// Fails the execution unless this is so.
void check(bool holds, const char* what);
// Others may go on here.
void choice_point();
// Waits, without sleeping, for something that another thread does.
void yield();
void pass_time(gil::Nanos time);
// The calling thread need not end. An execution that leaves it behind may leave memory, too.
void may_hang();

// Few, so that executions stay short.
inline constexpr uint32_t kRetireBatch = 3;
gil::Options with_gil();
gil::Options without_gil(gil::RefcountPolicy refcount = gil::RefcountPolicy::kBiased);

// A domain with the states of N threads, detached. Thread i of the scenario uses state i.
template <size_t N>
struct Threads {
  explicit Threads(const gil::Options& options) : domain(ModelHost::instance(), options) {}

  gil::Domain domain;
  std::array<gil::ThreadState, N> states = make(std::make_index_sequence<N>());

 private:
  template <size_t... I>
  std::array<gil::ThreadState, N> make(std::index_sequence<I...>) {
    return {((void)I, gil::ThreadState(domain))...};
  }
};

// Attached for its lifetime.
class Attached {
 public:
  explicit Attached(gil::ThreadState& thread) : thread_(thread) { thread.domain().attach(thread); }
  ~Attached() { thread_.domain().detach(thread_); }
  Attached(const Attached&) = delete;
  Attached& operator=(const Attached&) = delete;

 private:
  gil::ThreadState& thread_;
};

// A room for one thread at a time.
class Room {
 public:
  void enter() {
    check(!taken_, "two threads are in a place for one");
    taken_ = true;
    choice_point();
  }
  void leave() { taken_ = false; }
  void visit() {
    enter();
    leave();
  }

 private:
  bool taken_ = false;
};

}  // namespace gilt::model
