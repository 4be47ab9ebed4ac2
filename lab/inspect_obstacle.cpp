// Why a thread cannot go on, in a sentence.
#include <fmt/format.h>

#include "bytecode/disassembler.h"
#include "bytecode/model_names.h"
#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/wait_text.h"
#include "vm/eval_breaker.h"

namespace gilt::lab {
namespace {

// The way of a thread from where it stands to where its model may switch next, as far as the
// bytecode tells: straight on, along jumps that are always taken.
class Outlook {
 public:
  Outlook(Thread& t, const Position& at) : t_(t), at_(at), code_(at.code()) {}

  // "it next may after JUMP_BACKWARD at line 8"
  std::string text() {
    PollDecision decision =
        decide_poll(t_, const_cast<Frame*>(at_.frame), at_.sp, code_.instrs[at_.index]);
    for (uint32_t i = at_.index, left = kFarthest; left > 0; --left) {
      if (decision == PollDecision::kAfter) return "it next may after " + place(i);
      if (decision == PollDecision::kTaken) {
        return fmt::format("it next may after {}, if that jumps", place(i));
      }
      const Instr instr = code_.instrs[i];
      const Opcode op = instr.op();
      if (has_trait(op, kCalls)) return call(i);
      if (op == Opcode::RETURN_VALUE) {
        return fmt::format("it next may when {} has returned", code_.name);
      }
      if (op == Opcode::RAISE_VARARGS || op == Opcode::RERAISE) {
        return "it next may where the exception is caught";
      }
      if (!falls_through(op) && !is_jump(op)) return "it next may after " + place(i);
      i = falls_through(op) ? i + 1 : instr.arg();
      decision = decide(code_.instrs[i]);
    }
    return "where it next may cannot be told";
  }

 private:
  static constexpr uint32_t kFarthest = 100'000;

  // For an instruction that is not the next one: its operands are not there yet.
  PollDecision decide(Instr instr) const {
    if (has_trait(instr.op(), kCalls)) return PollDecision::kNo;
    switch (switch_mark(instr, t_.runtime.options.model)) {
      case '*':
        return PollDecision::kAfter;
      case 't':
        return PollDecision::kTaken;
      default:
        return PollDecision::kNo;
    }
  }

  std::string call(uint32_t i) const {
    const bool next = i == at_.index;  // and then it is known whom it calls
    if (next) return fmt::format("it next may in the function that {} calls", place(i));
    return fmt::format("it next may at {}, or in what that calls", place(i));
  }

  std::string place(uint32_t i) const {
    return fmt::format("{} at line {}", opcode_name(code_.instrs[i].op()),
                       Position::line_of(code_, i));
  }

  Thread& t_;
  const Position& at_;
  const Code& code_;
};

// The instruction that the thread made last; its operand only if it stands just before.
std::string previous_text(const LabThread& thread, const Position& at) {
  const Instr previous = thread.previous;
  if (at.index > 0 && at.code().instrs[at.index - 1] == previous) {
    return instruction_text(at.code(), previous);
  }
  return std::string(opcode_name(previous.op()));
}

std::string held_text(Execution& execution) {
  const LabThread& holder = execution.thread(execution.last());
  const std::optional<Position> at = position_of(holder);
  std::string text =
      fmt::format("{} holds the GIL and {} does not switch here", thread_label(holder.number),
                  model_name(execution.runtime().options.model));
  if (!at || at->sp == nullptr) return text;
  const std::string next = instruction_text(at->code(), at->instr());
  text += holder.steps == 0 ? fmt::format(": before {} at line {}", next, at->line())
                            : fmt::format(": between {} and {} at line {}",
                                          previous_text(holder, *at), next, at->line());
  return fmt::format("{}; {}", text, Outlook(*holder.thread, *at).text());
}

}  // namespace

std::string explain_obstacle(Execution& execution, int thread) {
  const Obstacle obstacle = execution.obstacle(thread);
  const bool held = obstacle == Obstacle::kHeld;
  if (held && !is_waiting(execution, execution.thread(thread))) return held_text(execution);
  switch (obstacle) {
    case Obstacle::kNone:
      return "";
    case Obstacle::kUnknown:
      return fmt::format("there is no thread {}", thread_label(thread));
    case Obstacle::kEnded:
      return fmt::format("{} has ended", thread_label(thread));
    case Obstacle::kFault:
      return "the program has stopped: a freed object was touched";
    case Obstacle::kHeld:
    case Obstacle::kWaits:
    case Obstacle::kAsleep:
      break;
  }
  ObjectNames names(execution);
  return fmt::format("{} {}", thread_label(thread),
                     wait_text(execution, execution.thread(thread), names, true));
}

}  // namespace gilt::lab
