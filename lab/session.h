// Session: stepping through a program, forwards and backwards. Owns the current execution, the
// schedule that led to it and the one that is still to come, and what the program read and wrote.
//
// Going back is running the program again, up to an earlier step: the same steps make the same
// execution (lab/execution.h). Steps that were undone, or that were loaded from a file, are the plan;
// the first step that is not the plan's drops it.
//
// Thread-safety: one OS thread, but for interrupt().
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lab/execution.h"
#include "lab/schedule_file.h"
#include "lab/step_record.h"
#include "lab/strategy.h"
#include "lab/surroundings.h"

namespace gilt::lab {

// What a run of many steps ends with.
enum class Stop : uint8_t {
  kCondition,  // the condition held
  kFinished,   // the program ended
  kDeadlock,
  kFault,        // a freed object was touched
  kBlocked,      // the thread that was to go on cannot (Execution::obstacle), or is asleep
  kPlanEnd,      // the strategy has no answer; replaying: the plan has no more steps
  kMisfit,       // the strategy's thread cannot go on; replaying: misfit() says why
  kLimit,        // as many steps as asked for
  kInterrupted,  // Ctrl-C
};

class Session {
 public:
  static constexpr uint64_t kNoLimit = ~uint64_t{0};

  // Called before each step of a run: true stops in front of it. `thread` is to make the step.
  using Condition = std::function<bool(Execution& execution, int thread)>;
  // Called after each step.
  using Listener = std::function<void(const StepRecord& record)>;

  Session(Program program, Input::Source input_source, uint64_t seed);
  // A new one that begins with the file's input and has its schedule as the plan. Model, options,
  // arguments and seed are the caller's to compare.
  Session(Program program, Input::Source input_source, const ScheduleFile& file);

  Execution& execution() { return *life_->execution; }
  const Program& program() const { return program_; }
  // The current directory at the beginning; the script may leave it.
  const std::string& first_directory() const { return surroundings_.directory(); }
  uint64_t steps() const { return life_->execution->steps(); }

  // --- forwards ---
  // One step of a thread that can go on (or sleeps: time jumps). Its record, if asked for.
  std::optional<StepRecord> step(int thread, bool record);
  // Steps that `strategy` chooses. With a condition or a listener they are made one by one.
  Stop run(Strategy& strategy, const Condition& condition, uint64_t limit,
           const Listener& listener);
  // Steps of one thread. If it sleeps, the first one makes time jump; later on it ends the run.
  Stop run_thread(int thread, const Condition& condition, uint64_t limit, const Listener& listener);
  // Steps of the plan.
  Stop replay(const Condition& condition, uint64_t limit, const Listener& listener);

  // --- backwards ---
  // To an earlier step, or, along the plan, to a later one. False: nothing has changed, or, on the
  // way to a later one, it is at the last step that could be made; misfit() says why.
  bool go_to(uint64_t step);

  // --- the schedule ---
  const Schedule& plan() const { return plan_; }  // from the beginning; steps() of it are made
  // Another plan, and back to the beginning.
  void set_plan(Schedule plan);
  // Can all of the plan be made? Tried in a second execution. False: misfit() says which step
  // cannot, and why.
  bool plan_fits();
  const std::string& misfit() const { return misfit_; }
  ScheduleFile schedule_file() const;  // of the steps that were made

  // --- what happened ---
  // What the threads have written up to now.
  const std::vector<Written>& output();
  // What steps `first` to `last` (from 1) did. Those that are not remembered are repeated in a
  // second execution.
  std::vector<StepRecord> records(uint64_t first, uint64_t last);
  // The same, however many: a second execution repeats them, and each is told.
  void retell(uint64_t first, uint64_t last, const Listener& listener);

  // Makes a run stop with kInterrupted, and go_to() give up. False: it has been asked to already,
  // and has not come to do so. Async-signal-safe.
  bool interrupt() { return !interrupted_.exchange(true, std::memory_order_relaxed); }
  // Whether it has been asked to, once for each time; also to forget what came before a command.
  bool take_interrupt() { return interrupted_.exchange(false, std::memory_order_relaxed); }

 private:
  // One execution and what it reads and writes.
  struct Life {
    Input input;
    std::vector<Written> output;
    std::unique_ptr<Execution> execution;
  };

  std::unique_ptr<Life> start(bool ask_for_input);
  uint64_t make(int thread, uint64_t most, const Listener& listener);
  StepRecord recorded_step(Life& life, int thread);
  static void keep_output(Life& life);
  bool follow(Life& life, uint64_t to);
  std::string why_not(Execution& execution, uint64_t step, int thread);
  void note_made(int thread, uint64_t made);
  void place_in_plan(uint64_t made);
  void remember(const StepRecord& record);

  const Surroundings surroundings_;  // at the beginning of every execution
  Program program_;
  Input::Source input_source_;
  uint64_t seed_;
  std::string input_text_;  // read so far, in any execution
  bool input_ended_ = false;
  Schedule plan_;
  size_t plan_run_ = 0;     // where in plan_ the next step is, while there are planned ones
  uint64_t plan_used_ = 0;  // steps made of that run
  std::string misfit_;
  std::deque<StepRecord> remembered_;  // of neighbouring steps of the plan
  std::atomic<bool> interrupted_{false};
  std::unique_ptr<Life> life_;
};

}  // namespace gilt::lab
