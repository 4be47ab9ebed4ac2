// A walk through a script that tells what each step did.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lab/inspect.h"
#include "lab/step_record.h"
#include "tests/unit/lab_support.h"

namespace gilt::lab {

class Walk {
 public:
  explicit Walk(std::string text, const LabSetup& setup = {})
      : script_(std::move(text), setup), execution_(script_.start()) {
    (void)execution_->take_output();
  }

  Execution& execution() { return *execution_; }

  StepRecord step(int thread) {
    StepObserver observer(*execution_, thread);
    execution_->step(thread);
    StepRecord record = observer.record(execution_->take_output());
    effects_.push_back(record.effect());
    return record;
  }
  // Until the thread stands before such an instruction of the script on that line (0: any line);
  // first by one step if it stands at one already.
  bool go(int thread, Opcode op, int line = 0) {
    do {
      if (!can_step(thread)) return false;
      step(thread);
    } while (!stands_at(thread, op, line));
    return true;
  }
  // Until the thread cannot go on.
  void run(int thread) {
    while (can_step(thread)) step(thread);
  }
  // Each thread as long as it can, the lowest number first.
  void run_all() {
    while (execution_->status() == Execution::Status::kRunning) {
      step(execution_->runnable().front());
    }
  }

  const std::vector<std::string>& effects() const { return effects_; }
  const std::string& last() const { return effects_.back(); }
  // How many steps had this effect.
  long count(std::string_view effect) const {
    return std::count(effects_.begin(), effects_.end(), effect);
  }
  bool has(std::string_view effect) const { return count(effect) > 0; }

 private:
  bool can_step(int thread) const {
    return execution_->status() == Execution::Status::kRunning &&
           execution_->obstacle(thread) == Obstacle::kNone;
  }
  bool stands_at(int thread, Opcode op, int line) const {
    const LabThread& t = execution_->thread(thread);
    return t.state == LabThread::State::kAtInstruction && t.instr().op() == op &&
           (line == 0 || t.frame->current_line() == line) &&
           t.frame->code->code->filename == "<string>";
  }

  Script script_;
  std::unique_ptr<Execution> execution_;
  std::vector<std::string> effects_;
};

// Some step of the walk had this effect.
inline ::testing::AssertionResult tells(const Walk& walk, std::string_view effect) {
  if (walk.has(effect)) return ::testing::AssertionSuccess();
  ::testing::AssertionResult failure = ::testing::AssertionFailure();
  failure << "no step says: " << effect << "\nbut:\n";
  for (const std::string& other : walk.effects()) {
    if (!other.empty()) failure << "  " << other << "\n";
  }
  return failure;
}

}  // namespace gilt::lab
