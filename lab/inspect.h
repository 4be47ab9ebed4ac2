// An execution, looked at from outside: threads, frames, variables, locks, reference counts. Plain
// data, made of texts (vm/safe_repr.h), so that prompts, full-screen views and reports show the same.
//
// Thread-safety: the lab's OS thread, between steps. Nothing here runs Python code or changes the
// execution.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lab/execution.h"

namespace gilt::lab {

struct ThreadView {
  int number = 0;
  std::string name;  // threading.Thread.name
  // "ready", "ready, T1 has the GIL", "waits for lock_a, held by T2", "sleeps until 0.100 s",
  // "waits for T1 to end", "ended"
  std::string state;
  Obstacle obstacle = Obstacle::kNone;
  std::string file;  // empty: it has no frame
  int line = 0;
  std::string function;
  std::string source;              // the line's text, without its indentation
  std::string next;                // the next instruction: "STORE_GLOBAL counter"
  bool may_switch = true;          // another thread may go on before it
  std::vector<std::string> holds;  // names of the locks it holds
};
std::vector<ThreadView> view_threads(Execution& execution);

struct VariableView {
  std::string name;
  std::string value;
};

struct FrameView {
  std::string file, function;
  int line = 0;
  std::vector<VariableView> locals;  // those that are set, in the order of the code
  std::vector<std::string> stack;    // bottom first
};
// Innermost first. Empty: the thread has none.
std::vector<FrameView> view_frames(const Execution& execution, int thread);

// Source lines around where the thread stands; `current` is marked.
struct SourceLine {
  int number = 0;
  bool current = false;
  std::string text;
};
std::vector<SourceLine> view_source(Execution& execution, int thread, int before, int after);

// The code of the thread's innermost frame.
struct CodeLine {
  uint32_t index = 0;
  int line = 0;             // of the source; 0 when the same as the one before
  bool current = false;     // the next instruction
  bool may_switch = false;  // the model may switch behind it (kAny: before it)
  std::string text;         // "STORE_GLOBAL counter"
};
std::vector<CodeLine> view_code(const Execution& execution, int thread);

// The script's global variables that are data: no modules, functions, classes, dunder names.
std::vector<VariableView> view_globals(const Execution& execution);

struct LockView {
  std::string name;   // of its variable, or "<Lock made at script.py:12>"
  std::string kind;   // its class: "Lock", "RLock", "Condition", "Semaphore", "Event", "Queue", ...
  std::string state;  // "free", "held by T1 since script.py:9", "value 2", "set", "2 of 5 items"
  int holder = -1;    // who has it, if one thread can have it
  std::vector<int> waiters;
};
// Those that the script's variables name, and all that somebody has or waits for, by name.
std::vector<LockView> view_locks(Execution& execution);

// The object that a name of the script stands for: counter, account.balance, forks[2], d['k'],
// looked up in the thread's innermost frame, then in its globals. No value: `error` says why.
std::optional<Value> find_variable(const Execution& execution, int thread, std::string_view path,
                                   std::string* error);

struct CountView {
  bool immediate = false;  // has no count
  bool immortal = false;
  int owner = -1;  // thread; -1: none (merged, or all threads, with the GIL on)
  int64_t local = 0;
  int64_t shared = 0;
  int64_t total = 0;
  std::string flags;  // "", "merged", "queued", "maybe weakref"
};
CountView view_count(const Execution& execution, Value v);

// Why the thread cannot make the next step, in a sentence; "" if it can:
// "T2 waits for lock_a, held by T1 since deadlock.py:22",
// "T1 holds the GIL and 3.14 does not switch here: between BINARY_OP += and STORE_GLOBAL counter at
//  line 9; it next may after JUMP_BACKWARD at line 8".
std::string explain_obstacle(Execution& execution, int thread);

}  // namespace gilt::lab
