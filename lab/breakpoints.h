// Breakpoints: where a run of many steps stops. All of them stop before the step: the user may
// still decide that another thread goes first.
//
//   line FILE:N     before a thread begins the line
//   function NAME   before the first line of a call of it (its name or its qualified name)
//   op OPCODE       before the opcode, outside the standard library
//   write VARIABLE  before an instruction that stores to or deletes a variable of that name, an
//                   attribute (account.balance) or an item (d['k'], forks[2])
//   lock NAME       before a method of the object is called: acquire, release, wait, put, ..., or
//                   `with` does so
//
// A thread that has been stopped at a breakpoint passes it with its next step.
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "lab/execution.h"

namespace gilt::lab {

struct Breakpoint {
  enum class Kind : uint8_t { kLine, kFunction, kOpcode, kWrite, kLock };

  int number = 0;  // from 1, never used again
  Kind kind = Kind::kLine;
  std::string file;  // kLine: as the code names it, or the end of that
  int line = 0;
  std::string name;  // of the function, variable or lock
  Opcode op = Opcode::NOP;
  uint64_t hits = 0;
  std::string note;  // what became of it when it was made: "line 9 has no code"

  std::string text() const;  // "line counter_race.py:9", "write counter"
};

class Breakpoints {
 public:
  // `root`: the code of the script; `script`: its name in it.
  Breakpoints(std::shared_ptr<const Code> root, std::string script);

  // From words as above; "9" and "line 9" mean the script. No value: `error` says why.
  const Breakpoint* add(std::string_view words, std::string* error);
  bool remove(int number);
  void clear() { all_.clear(); }
  const std::vector<Breakpoint>& all() const { return all_; }
  const std::string& script() const { return script_; }

  // The breakpoint before which the thread stands, unless it was stopped there already.
  const Breakpoint* hit(const Execution& execution, int thread);
  // Where the thread stands now it is not stopped again: its next step passes.
  void pass(const Execution& execution, int thread);
  // After going back: threads stand elsewhere.
  void forget_stops() { stopped_.clear(); }

 private:
  std::optional<std::string> find_line(std::string_view where, Breakpoint* breakpoint) const;
  bool stands_at(const Breakpoint& breakpoint, const Execution& execution, int thread) const;

  std::shared_ptr<const Code> root_;
  std::string script_;
  std::vector<Breakpoint> all_;
  int last_number_ = 0;
  std::map<int, uint64_t> stopped_;  // thread, and how many steps it had made
};

// "path" ends in "/end" or is it.
bool path_ends_with(std::string_view path, std::string_view end);

}  // namespace gilt::lab
