#include "lab/lines.h"

#include <algorithm>

namespace gilt::lab {

uint32_t first_of_body(const Code& code) {
  for (uint32_t i = 0; i < code.instrs.size(); ++i) {
    if (code.instrs[i].op() == Opcode::RESUME) return i + 1;
  }
  return 0;
}

bool starts_line(const Code& code, uint32_t index) {
  const int line = code.spans[index].line;
  const uint32_t body = first_of_body(code);
  if (line <= 0 || index < body) return false;
  if (index == body || code.spans[index - 1].line != line) return true;
  for (uint32_t from = 0; from < code.instrs.size(); ++from) {
    const Instr instr = code.instrs[from];
    if (is_jump(instr.op()) && instr.arg() == index && code.spans[from].line != line) return true;
  }
  return false;
}

bool begins_line(const LabThread& thread) {
  if (thread.state != LabThread::State::kAtInstruction || thread.frame == nullptr) return false;
  const Code& code = *thread.frame->code->code;
  const uint32_t index = thread.frame->instr_index();
  if (!starts_line(code, index)) return false;
  // The head of a loop is come to from the line itself too.
  const bool same_line = index > 0 && code.spans[index - 1].line == code.spans[index].line;
  return !same_line || index == first_of_body(code) || thread.previous != code.instrs[index - 1];
}

std::optional<int> line_with_code(const Code& code, int line) {
  std::optional<int> best;
  auto take = [&](std::optional<int> found) {
    if (found && (!best || *found < *best)) best = found;
  };
  for (uint32_t i = first_of_body(code); i < code.spans.size(); ++i) {
    if (code.spans[i].line >= line && starts_line(code, i)) take(code.spans[i].line);
  }
  for (const Constant& constant : code.consts) {
    if (const auto* inner = constant.as<std::shared_ptr<const Code>>()) {
      take(line_with_code(**inner, line));
    }
  }
  return best;
}

}  // namespace gilt::lab
