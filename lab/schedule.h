// Schedule: who made each step of an execution, as data. Together with the program, its options and
// what it read, it reproduces the execution (lab/execution.h).
//
// In text: the threads in order, with how many steps each made before the next one went on:
// "T0*120 T1*3 T2 T1*2". T0 is the main thread, the others are numbered in the order of their start.
// A step is what a thread does between two choice points: one instruction, or the part of one up to
// where it waits, or from there on.
//
// A value; no thread-safety of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilt::lab {

struct ScheduleRun {
  int thread = 0;
  uint64_t steps = 1;
  bool operator==(const ScheduleRun&) const = default;
};

class Schedule {
 public:
  void add(int thread, uint64_t steps = 1);
  void clear() { runs_.clear(), steps_ = 0; }

  const std::vector<ScheduleRun>& runs() const { return runs_; }
  uint64_t steps() const { return steps_; }
  bool empty() const { return steps_ == 0; }

  // The first `steps` steps.
  Schedule prefix(uint64_t steps) const;
  // Who makes step number `step` (from 0); -1 beyond the end.
  int thread_at(uint64_t step) const;

  std::string text() const;
  // Of text() or what a person typed. No value: `error` says what is wrong.
  static std::optional<Schedule> parse(std::string_view text, std::string* error);

  bool operator==(const Schedule&) const = default;

 private:
  std::vector<ScheduleRun> runs_;  // neighbours differ in their thread
  uint64_t steps_ = 0;
};

}  // namespace gilt::lab
