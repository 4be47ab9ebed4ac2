// Scheduler: runs one scenario over and over, each time along another path of the search, until no
// path is left or one of them fails: a model checker in the manner of CHESS.
//
// A model thread is a fiber; all run on one OS thread. Before each operation on an Atomic, a
// ShortLock or a Parker that more than one thread uses (and one of them writes), the search says who
// goes on. Leaving a thread that could go on is a preemption, and an execution has at most
// Limits::preemptions of them; leaving one that waits, yields or ends costs nothing. That a timeout
// passes is a choice like any other, at most Limits::timeouts times in an execution; when nobody can
// do anything else, the next deadline comes for free. Time stands still otherwise.
//
// An execution fails when a check() does, when an Atomic is touched after its memory was deleted,
// when threads are left of which none can ever go on (a lost wake-up, a deadlock), when one parks
// with a ShortLock in its hands, when it takes too many steps (a livelock), or when memory is left
// at its end (a leak).
//
// What a search without a failure proves: no execution of the scenario with at most that many
// preemptions and early timeouts fails, provided that memory is sequentially consistent. What not:
// anything about weaker memory orders or about races on plain fields (ThreadSanitizer's part; a
// plain field is used between two operations without an interruption), about compare_exchange_weak
// failing without a reason, about more threads than the scenario has, or more preemptions. Waiters
// do not back off here: they park at once.
//
// Operations on what only one thread uses are no choice points; they commute with everything. Which
// these are is found out on the way: when something turns out to be shared, the search begins anew.
//
// Thread-safety: none. There is one scheduler, for ever.
// Source: Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing of Multithreaded
// Programs" (PLDI 2007).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gil/host.h"
#include "lab/fiber.h"
#include "tests/model/memory.h"
#include "tests/model/search.h"
#include "tests/model/visit.h"

namespace gilt::model {

struct Limits {
  int preemptions = 2;
  int timeouts = 1;  // early ones
};

struct Result {
  uint64_t executions = 0;  // with all numbers of preemptions up to the limit
  int preemptions = 0;      // in the execution that failed
  std::string failure;      // empty: none
  std::string schedule;     // that leads to the failure: a line for each turn
};

class Scheduler {
 public:
  static constexpr int kMostThreads = Memory::kLanes - 1;

  static Scheduler& instance();

  Result explore(void (*set_up)(), const Limits& limits);

  // --- while a scenario is set up; add_thread also later ---
  void add_thread(std::function<void()> body);
  void at_end(std::function<void()> body);

  // --- on a model thread; without one nothing happens ---
  void visit(const void* where, Access access, const char* what, const char* file, int line);
  void acquire(const void* lock, bool& taken);
  void release(bool& taken);
  gil::ParkResult park(gil::Parker& parker, gil::Nanos deadline, bool interruptible);
  void unpark(gil::Parker& parker, uint32_t bit);
  void yield();
  // From here on, this thread need not end. Without others, an execution is over when it waits, even
  // if only until a deadline.
  void may_hang();
  [[noreturn]] void fail(const std::string& why);

  bool running() const { return current_ != kNobody; }
  int current() const { return current_; }
  gil::Nanos now() const { return now_; }
  void pass_time(gil::Nanos time) { now_ += time; }

  // Bits of Parker::word.
  static constexpr uint32_t kToken = 1;
  static constexpr uint32_t kInterrupt = 2;

 private:
  static constexpr int kNobody = -1;
  static constexpr size_t kMostSteps = 20000;  // of one execution

  struct Thread {
    enum class State : uint8_t { kReady, kWaitsForLock, kParked, kEnded };
    std::unique_ptr<lab::Fiber> fiber;  // used by all executions
    std::function<void()> body;
    State state = State::kEnded;
    bool yielded = false;  // until another thread writes or waits
    bool stirred = false;  // one has done so since this one yielded
    const bool* lock_taken = nullptr;
    bool may_hang = false;
    int locks_held = 0;
    gil::Parker* parker = nullptr;
    gil::Nanos deadline = gil::kForever;
    bool interruptible = false;
  };

  struct Step {
    int thread;
    const char* what;
    const char* file;  // null: no place to show
    int line;
  };

  Scheduler();
  void run(void (*set_up)());
  void run_alone(std::function<void()> body);
  bool leave_behind();
  void resume(lab::Fiber& fiber, int lane);
  void note_use(const void* where, Access access);
  void note_delete(const void* block, size_t size);
  bool shared(const void* where) const;

  enum class Leaving : bool { kPreempts, kFree };  // what it is to leave a thread that could go on
  void choose_next(Leaving leaving = Leaving::kPreempts);
  bool ready(const Thread& thread) const;
  bool may_time_out(const Thread& thread) const;
  int first_deadline() const;
  bool nobody_need_go_on() const;
  void leave();  // lets the chosen thread go on; back when this one is chosen
  void stir();   // something happened that a thread which yielded may be waiting for
  void note(const char* what, const char* file = nullptr, int line = 0);
  std::string schedule() const;

  Search search_;
  Limits limits_;
  int bound_ = 0;  // preemptions that may be used in this round

  // One execution.
  lab::StackPool stacks_;
  std::array<Thread, kMostThreads> threads_;
  int count_ = 0;
  std::unique_ptr<lab::Fiber> alone_;  // sets up and ends
  std::function<void()> alone_body_;
  std::function<void()> at_end_;
  lab::Fiber* fiber_ = nullptr;  // the last one that was resumed
  int current_ = kNobody;
  int next_ = kNobody;
  int preemptions_ = 0;
  int timeouts_ = 0;
  gil::Nanos now_ = 0;
  std::vector<Step> steps_;
  std::string failure_;

  // Who uses what, over all executions: a bit for each thread.
  std::vector<uint8_t> readers_;
  std::vector<uint8_t> writers_;
  bool found_shared_ = false;  // in this execution
};

}  // namespace gilt::model
