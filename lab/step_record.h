// What a step did: which instruction, what it read and wrote. Made by looking at the thread before
// the step and after it.
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/opcode.h"
#include "lab/execution.h"

namespace gilt::lab {

// One look at, or change of, something that other threads can see or that the thread owns.
struct Access {
  enum class Kind : uint8_t { kRead, kWrite, kDelete };
  Kind kind = Kind::kRead;
  bool shared = false;  // other threads can see it: a global, a cell, an attribute, an item
  std::string place;    // counter, account.balance, forks[2], local n
  std::string before;   // a write's old value; empty when there was none, "?" if it cannot be told
  std::string value;    // read, or written; empty for a delete
};

struct StepRecord {
  uint64_t step = 0;  // from 1
  int thread = 0;
  std::string file;      // as the code names it
  int line = 0;          // 0: not at a line (the end of a thread)
  std::string function;  // qualified name
  Opcode op = Opcode::NOP;
  uint32_t arg = 0;
  std::string operand;   // "counter", "+=", "to 12": bytecode/disassembler.h's operand_text
  bool went_on = false;  // the second half of an instruction that waited
  std::vector<Access> accesses;
  // What else there is to say: "0 + 1 = 1", "enters work(n=3)", "len('a') -> 1", "returns 3", "jumps
  // to line 8", "raises ValueError: ..., goes on at line 9", "acquires lock_a", "waits for lock_a, held
  // by T2", "prints 'x'", "starts T3", "wakes T2", "ends".
  std::vector<std::string> notes;

  // Everything behind the instruction, in one line: "counter = 0", "counter: 0 -> 1", "waits for ...";
  // "goes on: ..." of the second half of a wait.
  std::string effect() const;
};

// Usage: StepObserver observer(execution, thread); execution.step(thread); observer.record().
class StepObserver {
 public:
  StepObserver(Execution& execution, int thread);
  ~StepObserver();
  StepObserver(const StepObserver&) = delete;
  StepObserver& operator=(const StepObserver&) = delete;

  // After the step. `written`: what the step wrote (Execution::take_output()).
  StepRecord record(const std::vector<Written>& written);

 private:
  struct Before;
  Execution& execution_;
  std::unique_ptr<Before> before_;
};

// The one line that `gilt step` prints for each step, without the line end:
// "    12  T1  counter_race.py:9     STORE_GLOBAL counter         counter: 0 -> 1".
// The same for the same step in every build.
std::string format_step(const StepRecord& record);

}  // namespace gilt::lab
