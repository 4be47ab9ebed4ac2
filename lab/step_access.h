// What instructions read and write, opcode group by opcode group. A group looks at the thread before
// its step, and says what to note when the instruction has run to its end.
//
// Thread-safety: the lab's OS thread, between steps. A Finish runs after the step that it is about:
// what it needs from before, it keeps as text.
#pragma once

#include <functional>
#include <string>

#include "lab/operand_names.h"
#include "lab/position.h"
#include "lab/step_record.h"
#include "lab/wait_text.h"

namespace gilt::lab {

// A thread before its step.
struct Look {
  Look(const Execution& execution, const LabThread& thread, const Position& at)
      : execution(execution),
        thread(thread),
        at(at),
        instr(at.instr()),
        names(at),
        objects(execution) {}

  const Execution& execution;
  const LabThread& thread;
  const Position at;
  const Instr instr;
  OperandNames names;
  ObjectNames objects;

  uint32_t arg() const { return instr.arg(); }
  // `depth` below the top of the stack, 0: the top.
  Value operand(int depth) const { return at.sp[-1 - depth].value(); }
  std::string repr(int depth) const;
  // Its expression, else its class: "account", "<Account>".
  std::string owner(int depth);
};

// The thread after the step, the instruction being done, in the same frame.
struct After {
  const Frame* frame;
  const StackRef* sp;
  uint32_t next;  // the instruction it is at
  uint32_t made;  // the one that it made

  Value top(int depth = 0) const { return sp[-1 - depth].value(); }
  std::string repr(int depth = 0) const;
};

using Finish = std::function<void(const After&, StepRecord&)>;

struct Expectation {
  Finish finish;        // null: nothing to note
  bool stores = false;  // it has happened, too, when a finalizer of the old value is entered
  std::string doing;    // a call: what native code does when it enters Python code
};

// Fills in `out` if the opcode is one of the group's.
bool expect_variables(Look& look, Expectation* out);  // globals, names, locals, cells
bool expect_objects(Look& look, Expectation* out);    // attributes, items, slices
bool expect_values(Look& look, Expectation* out);     // operators, tests, jumps, loops, building
bool expect_calls(Look& look, Expectation* out);      // calls and with statements

// --- for the groups
constexpr size_t kValueWidth = 50;
std::string value_text(Value v);
Access read_access(bool shared, std::string place, std::string value);
Access write_access(bool shared, std::string place, std::string before, std::string value);
Access delete_access(bool shared, std::string place, std::string before);

// Calls for people: "work(3, n=1)". The arguments are `count` values from `args`; the last of them
// have the names in the tuple `keywords` (no value: none).
std::string call_text(std::string_view callee, const StackRef* args, size_t count, Value keywords);
// What a method of a lock, event or the like does; null: `receiver` is none. `call`: call_text().
Finish sync_finish(Look& look, Value receiver, std::string_view method, const std::string& call);
// What any other native function does: which of these containers it changes, and its result.
struct ContainerArgument {
  Value value;
  std::string name;
};
Finish native_finish(Look& look, const std::vector<ContainerArgument>& arguments,
                     const std::string& call);
// How far below the top the callable of a call instruction stands; -1: it is no call.
int callable_depth(Instr instr);
// What stands in brackets: an item's key, or 1:2 for a slice.
std::string key_text(Value key);
// How the function of a frame that has just been entered was called: "work(n=3)".
std::string entry_text(const Frame& frame);
// "ValueError: no such thing", as a traceback ends.
std::string exception_text(Value exception);

}  // namespace gilt::lab
