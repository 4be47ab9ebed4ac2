// Executions of small scripts, for the tests of the lab.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "cli/lab_program.h"
#include "lab/execution.h"

namespace gilt::lab {

struct LabSetup {
  PythonModel model = PythonModel::kAny;
  bool gil = true;
  uint64_t seed = 0;
  std::string input;
  gil::RefcountPolicy refcount = gil::RefcountPolicy::kBiased;
};

// A script as a program, with all that it refers to.
class Script {
 public:
  explicit Script(std::string text, const LabSetup& setup = {}) : input_(source_of(setup.input)) {
    options_.source = cli::SourceKind::kCode;
    options_.script = text;
    options_.runtime.model = setup.model;
    options_.runtime.gil = setup.gil && setup.model != PythonModel::k314t;
    options_.runtime.refcount = setup.refcount;
    options_.runtime.argv = {"-c"};
    source_ = {std::move(text), "<string>", ""};
    program_ = cli::make_lab_program(options_, source_);
    seed_ = setup.seed;
  }

  const Program& program() const { return program_; }
  Input& input() { return input_; }
  std::unique_ptr<Execution> start() {
    return std::make_unique<Execution>(program_, input_, seed_);
  }

 private:
  static Input::Source source_of(std::string text) {
    if (text.empty()) return nullptr;
    return [text = std::move(text), given = false]() mutable -> std::optional<std::string> {
      if (std::exchange(given, true)) return std::nullopt;
      return text;
    };
  }

  cli::Options options_;
  cli::Source source_;
  Program program_;
  Input input_;
  uint64_t seed_ = 0;
};

// Who goes on, of those that can.
using Chooser = std::function<int(const Execution&, const std::vector<int>&)>;

inline Chooser round_robin() {
  return [turn = size_t{0}](const Execution&, const std::vector<int>& runnable) mutable {
    return runnable[turn++ % runnable.size()];
  };
}
inline Chooser random_walk(uint32_t seed) {
  return [random = std::mt19937(seed)](const Execution&, const std::vector<int>& runnable) mutable {
    return runnable[random() % runnable.size()];
  };
}
// Stays with a thread until it cannot go on.
inline Chooser sequential() {
  return [](const Execution& execution, const std::vector<int>& runnable) {
    for (int thread : runnable) {
      if (thread == execution.last()) return thread;
    }
    return runnable[0];
  };
}

// Runs an execution to its end, or for so many steps. What it wrote.
inline std::string run_to_end(Execution& execution, const Chooser& choose,
                              uint64_t most = 1'000'000) {
  while (execution.status() == Execution::Status::kRunning && execution.steps() < most) {
    execution.step(choose(execution, execution.runnable()));
  }
  std::string text;
  for (const Written& written : execution.take_output()) text += written.text;
  return text;
}

// Makes the thread step until it stands before an instruction of that name, or cannot go on.
inline bool step_to(Execution& execution, int thread, Opcode op) {
  auto there = [&] {
    const LabThread& t = execution.thread(thread);
    return t.state == LabThread::State::kAtInstruction && t.instr().op() == op;
  };
  while (!there()) {
    if (execution.obstacle(thread) != Obstacle::kNone) return false;
    execution.step(thread);
  }
  return true;
}

}  // namespace gilt::lab
