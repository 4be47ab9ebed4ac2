#include "lab/position.h"

#include <fmt/format.h>

#include "bytecode/disassembler.h"

namespace gilt::lab {

std::optional<Position> position_of(const LabThread& thread) {
  if (thread.thread == nullptr || thread.state == LabThread::State::kEnded) return {};
  const Frame* frame = thread.thread->frame;
  if (frame == nullptr) return {};
  return Position{frame, frame->instr_index(), frame == thread.frame ? thread.sp : nullptr};
}

int Position::line_of(const Code& code, uint32_t index) {
  if (code.instrs[index].op() == Opcode::PUSH_EXC_INFO) {
    for (uint32_t i = index; i < code.spans.size(); ++i) {
      if (code.spans[i].line > 0) return code.spans[i].line;
    }
  }
  for (uint32_t i = index + 1; i-- > 0;) {
    if (code.spans[i].line > 0) return code.spans[i].line;
  }
  return code.first_line > 0 ? code.first_line : 0;
}

std::string operand_of(const Code& code, Instr instr) {
  const OperandKind kind = opcode_info(instr.op()).operand;
  if (kind == OperandKind::None) return "";
  if (kind == OperandKind::Jump) return fmt::format("to {}", instr.arg());
  if (kind == OperandKind::JumpFrom) return fmt::format("from {}", instr.arg());
  std::string text;
  if (const Constant* constant = kind == OperandKind::Const ? &code.consts[instr.arg()] : nullptr;
      constant != nullptr && constant->as<std::shared_ptr<const Code>>()) {
    text = fmt::format("<code {}>", (*constant->as<std::shared_ptr<const Code>>())->qualname);
  } else {
    text = operand_text(code, instr);
  }
  // That a call takes a slot more on the stack is nobody's business here.
  for (const char* suffix : {" + NULL", " + NULL|self"}) {
    if (text.ends_with(suffix)) text.resize(text.size() - std::string_view(suffix).size());
  }
  return text.empty() ? std::to_string(instr.arg()) : text;
}

std::string instruction_text(const Code& code, Instr instr) {
  const std::string operand = operand_of(code, instr);
  std::string text(opcode_name(instr.op()));
  return operand.empty() ? text : text + " " + operand;
}

std::string short_name(std::string_view file) {
  const size_t slash = file.rfind('/');
  return std::string(slash == std::string_view::npos ? file : file.substr(slash + 1));
}

}  // namespace gilt::lab
