// Execution: one run of a program under one schedule. Its Python threads are fibers under one
// scheduler (lab/fiber_host.h), and whoever drives it says before each step who makes it.
//
// A step is what a thread does between two choice points: one instruction, or the part of one up to
// where the thread waits, or from there on. With counts that are wrong on purpose (--refcount naive and
// the like) an update of a count is several steps, if the object is one that several threads can count.
// Choice points are before every instruction; at which of them another thread may go on is the model's business (Program::options.model):
//   any, 3.14t        at every one
//   3.9, 3.10, 3.14   where that Python looks at its eval breaker, and where the thread waits, reads
//                     or writes, since it lets the GIL go there
// Starting a thread is one step: the new one is run up to its first instruction at once, of which
// nothing can be seen. The same steps make the same execution in every build: ids, hashes, thread idents, time and
// random numbers depend on nothing else.
//
// Invariant: only the thread that made the last step can be attached; a thread goes on from an
// instruction after the one before it was detached. So the GIL is never waited for.
//
// Thread-safety: one OS thread; the one that made it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gil/deadlock.h"
#include "lab/fiber_host.h"
#include "lab/program.h"
#include "lab/schedule.h"
#include "lab/world.h"
#include "vm/step_hook.h"

namespace gilt::lab {

// Why a thread cannot make the next step.
enum class Obstacle : uint8_t {
  kNone,     // it can
  kUnknown,  // there is no such thread (yet)
  kEnded,
  kWaits,   // for another thread
  kAsleep,  // until a deadline: it can go on, if time is to jump there
  kHeld,    // the thread that went on last holds the GIL, and does not let go here in this model
  kFault,   // the program has stopped: a freed object was touched
};

class Execution final : private StepHook {
 public:
  enum class Status : uint8_t { kRunning, kFinished, kDeadlock, kFault };

  // Up to before the script's first instruction. `input` outlives the execution.
  Execution(const Program& program, Input& input, uint64_t seed);
  ~Execution();  // what still runs is abandoned: it unwinds without running any more Python code
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  Status status() const { return status_; }
  int exit_status() const { return exit_status_; }  // once finished, or stopped by a fault
  // Counts were found wrong: a freed object was touched (kFault, or at the end), or there were some at
  // the end. The output says how.
  bool has_wrong_counts() const;
  const Schedule& schedule() const { return schedule_; }
  uint64_t steps() const { return schedule_.steps(); }

  const std::vector<std::unique_ptr<LabThread>>& threads() const { return host_.threads(); }
  const LabThread& thread(int number) const {
    return *host_.threads()[static_cast<size_t>(number)];
  }
  int last() const { return last_; }  // who made the last step; 0 before the first

  // Whether the thread may make the next step.
  Obstacle obstacle(int number) const;
  // Those that can, in order of number. Sleepers are left out as long as anybody else can go on, or
  // until their deadline has passed; if nobody can, the one whose deadline comes first is left in.
  std::vector<int> runnable() const;

  // One step of a thread whose obstacle is kNone or kAsleep.
  void step(int number);
  // Up to `count` of them, as long as it goes on from instruction to instruction. How many it made.
  uint64_t run(int number, uint64_t count);

  // What the threads have written since the last call.
  std::vector<Written> take_output() { return host_.take_output(); }
  // The same, and it stays; also in the middle of a step.
  const std::vector<Written>& output() const { return host_.output(); }

  // Who waits for whom (kDeadlock, but asked at any time), and in words.
  gil::Deadlock find_deadlock();
  std::string describe(const gil::Deadlock& deadlock);

  Runtime& runtime() { return *runtime_; }
  const Runtime& runtime() const { return *runtime_; }
  gil::Nanos now() const { return clock() - FiberHost::kFirstNow; }

 private:
  bool before_instruction(Thread& t, Frame* frame, StackRef* sp) override;
  void within_count(Thread& t, Object* object, const gil::CountStep& step) override;
  bool refcount_fault(Thread& t, const std::string& report) override;
  bool goes_on();
  bool may_leave(LabThread& me, Thread& t, Frame* frame, StackRef* sp);
  gil::Nanos clock() const { return const_cast<FiberHost&>(host_).now(); }
  void run_main();
  bool ready(const LabThread& thread) const;
  bool last_holds() const;
  void hand_over(LabThread& next);
  void wake(LabThread& thread);
  void resume(LabThread& thread);
  Thread* first_thread_after(uint32_t id) const;
  void boot_new_threads();
  void settle();
  void finish();
  void abandon(LabThread& thread);
  void run_to_end(bool main_too);

  const Program& program_;
  FiberHost host_;
  std::unique_ptr<Runtime> runtime_;
  std::unique_ptr<Thread> observer_;
  Schedule schedule_;
  Status status_ = Status::kRunning;
  int exit_status_ = 0;
  int last_ = 0;
  LabThread* attached_ = nullptr;  // stands at an instruction, attached
  size_t booted_ = 0;              // threads that have come to their first instruction
  uint64_t more_steps_ = 0;        // the running thread makes without coming back
  bool stepping_ = false;          // false while the script is set up and when it is over
  bool giving_up_ = false;         // threads that come to an instruction are abandoned
  bool has_poll_points_ = false;
};

}  // namespace gilt::lab
