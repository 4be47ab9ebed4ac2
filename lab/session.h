// Session: stepping through a program, forwards and backwards. Owns the current execution, the
// schedule that led to it and the one that is still to come, and what the program read.
//
// Going back is running the program again, up to an earlier step: the same steps make the same
// execution (lab/execution.h). Steps that were undone, or that were loaded from a file, are the plan;
// the first step that is not the plan's drops it.
//
// Thread-safety: one OS thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lab/execution.h"
#include "lab/schedule_file.h"
#include "lab/step_record.h"
#include "lab/strategy.h"

namespace gilt::lab {

// What a run of many steps ends with.
enum class Stop : uint8_t {
  kCondition,  // the condition held
  kFinished,   // the program ended
  kDeadlock,
  kBlocked,      // the thread that was to go on cannot (Execution::obstacle)
  kPlanEnd,      // replaying: the plan has no more steps
  kMisfit,       // replaying: the plan's next step cannot be made (misfit() says why)
  kLimit,        // as many steps as asked for
  kInterrupted,  // Ctrl-C
};

class Session {
 public:
  // Called before each step of a run: true stops in front of it. `thread` is to make the step.
  using Condition = std::function<bool(Execution& execution, int thread)>;
  // Called after each step.
  using Listener = std::function<void(const StepRecord& record)>;

  Session(Program program, Input::Source input_source, uint64_t seed);

  Execution& execution() { return *execution_; }
  const Program& program() const { return program_; }
  uint64_t steps() const { return execution_->steps(); }

  // --- forwards ---
  // One step of a thread that can go on (or sleeps: time jumps). Its record, if asked for.
  std::optional<StepRecord> step(int thread, bool record);
  // Steps that `strategy` chooses. With a listener each is recorded.
  Stop run(Strategy& strategy, const Condition& condition, uint64_t limit,
           const Listener& listener);
  // Steps of one thread.
  Stop run_thread(int thread, const Condition& condition, uint64_t limit, const Listener& listener);
  // Steps of the plan.
  Stop replay(const Condition& condition, uint64_t limit, const Listener& listener);

  // --- backwards ---
  // To an earlier step, or, along the plan, to a later one. False: misfit() says why.
  bool go_to(uint64_t step);

  // --- the schedule ---
  const Schedule& plan() const { return plan_; }  // from the beginning; steps() of it are made
  void set_plan(Schedule plan) { plan_ = std::move(plan); }
  const std::string& misfit() const { return misfit_; }
  ScheduleFile schedule_file() const;  // of the steps that were made

  // What steps `first` to `last` (from 1) did: a second execution repeats them.
  std::vector<StepRecord> records(uint64_t first, uint64_t last);

  // Makes a run stop with kInterrupted. Async-signal-safe.
  void interrupt() { interrupted_.store(true, std::memory_order_relaxed); }

 private:
  std::unique_ptr<Execution> start();
  StepRecord recorded_step(Execution& execution, int thread);
  bool follow(Execution& execution, const Schedule& schedule);
  bool fits(Execution& execution, int thread);
  void note_made(int thread);

  Program program_;
  Input input_;
  uint64_t seed_;
  Schedule plan_;
  std::string misfit_;
  std::atomic<bool> interrupted_{false};
  std::unique_ptr<Execution> execution_;
};

}  // namespace gilt::lab
