#include "bytecode/verifier.h"

#include <vector>

namespace gilt {
namespace {

class Verifier {
 public:
  explicit Verifier(const Code& code) : code_(code), depths_(code.instrs.size(), -1) {}

  std::string run() {
    if (code_.instrs.empty()) return report(0, "no instructions");
    if (code_.spans.size() != code_.instrs.size()) return report(0, "spans do not match");
    if (code_.localsplus.size() != code_.localsplus_kinds.size()) {
      return report(0, "kinds of locals do not match");
    }
    for (size_t i = 0; i < code_.instrs.size(); ++i) {
      if (!operand_ok(i)) return report(i, "operand out of range");
    }
    std::string wrong = check_exceptions();
    if (!wrong.empty()) return wrong;
    return follow();
  }

 private:
  std::string report(size_t index, std::string what) const {
    std::string text = code_.qualname + " [" + std::to_string(index) + "]";
    if (index < code_.instrs.size()) {
      text += " " + std::string(opcode_name(code_.instrs[index].op())) + " " +
              std::to_string(code_.instrs[index].arg());
    }
    return text + ": " + what;
  }

  bool operand_ok(size_t index) const {
    if (code_.instrs[index].opcode() >= kOpcodeCount) return false;
    Opcode op = code_.instrs[index].op();
    uint32_t arg = code_.instrs[index].arg();
    size_t slots = code_.localsplus.size();
    switch (opcode_info(op).operand) {
      case OperandKind::None:
        return arg == 0;
      case OperandKind::Int:
        switch (op) {
          case Opcode::SWAP:
            return arg >= 2;
          case Opcode::COPY:
            return arg >= 1;
          case Opcode::LOAD_SMALL_INT:
            return arg <= 255;
          case Opcode::BUILD_SLICE:
            return arg == 2 || arg == 3;
          case Opcode::RAISE_VARARGS:
            return arg <= 2;
          case Opcode::COPY_FREE_VARS:
            return arg == code_.freevars.size();
          case Opcode::LIST_APPEND:
          case Opcode::LIST_EXTEND:
          case Opcode::SET_ADD:
          case Opcode::SET_UPDATE:
          case Opcode::MAP_ADD:
          case Opcode::DICT_UPDATE:
          case Opcode::DICT_MERGE:
            return arg >= 1;
          default:
            return true;
        }
      case OperandKind::Const:
        return arg < code_.consts.size();
      case OperandKind::Name:
        return arg < code_.names.size();
      case OperandKind::GlobalName:
      case OperandKind::AttrName:
        return arg >> 1 < code_.names.size();
      case OperandKind::SuperAttrName:
        return arg >> 2 < code_.names.size();
      case OperandKind::Local:
        return arg < slots;
      case OperandKind::LocalPair:
        return arg <= 255 && arg >> 4 < slots && (arg & 15) < slots;
      case OperandKind::Deref:
        return arg < slots && (code_.localsplus_kinds[arg] & (kLocalCell | kLocalFree));
      case OperandKind::Jump:
        if (op == Opcode::FOR_ITER) {
          return arg + 1 < code_.instrs.size() && code_.instrs[arg].op() == Opcode::END_FOR;
        }
        if (op == Opcode::JUMP_BACKWARD || op == Opcode::JUMP_BACKWARD_NO_INTERRUPT) {
          return arg <= index;
        }
        return arg > index && arg < code_.instrs.size();
      case OperandKind::JumpFrom:
        return arg < code_.instrs.size() && code_.instrs[arg].op() == Opcode::SEND;
      case OperandKind::CompareOp:
        return arg >> kCompareShift < 6;
      case OperandKind::BinaryOp:
        return arg < static_cast<uint32_t>(kBinaryOperatorCount);
      case OperandKind::Invert:
        return arg <= 1;
      case OperandKind::Resume:
        return arg <= 7;
      case OperandKind::CommonConst:
        return common_constant_name(static_cast<int>(arg)) != "?";
      case OperandKind::Special:
        return special_method_name(static_cast<int>(arg)) != "?";
      case OperandKind::Intrinsic1:
        return arg && intrinsic1_name(static_cast<int>(arg)) != "?";
      case OperandKind::Intrinsic2:
        return arg && intrinsic2_name(static_cast<int>(arg)) != "?";
      case OperandKind::FunctionAttr:
        return arg == 1 || arg == 2 || arg == 4 || arg == 8 || arg == 16;
      case OperandKind::Conversion:
        return arg >= 1 && arg <= 3;
      case OperandKind::Interpolation:
        return arg >> 2 <= 3 && (arg & 2) == 0;
      case OperandKind::UnpackEx:
        return true;
    }
    return false;
  }

  std::string check_exceptions() const {
    uint32_t previous_end = 0;
    for (const ExceptionRange& range : code_.exceptions) {
      if (range.start < previous_end || range.start >= range.end ||
          range.end > code_.instrs.size() || range.target >= code_.instrs.size()) {
        return report(range.start, "bad exception range");
      }
      previous_end = range.end;
    }
    return "";
  }

  // Walks all paths; the first visit of an instruction sets its depth.
  std::string follow() {
    std::vector<size_t> todo;
    std::string wrong;
    auto reach = [&](size_t from, size_t to, int depth) {
      if (to >= code_.instrs.size()) {
        wrong = report(from, "runs off the end");
      } else if (depth < 0 || depth > code_.stack_size) {
        wrong = report(
            to, "stack depth " + std::to_string(depth) + " of " + std::to_string(code_.stack_size));
      } else if (depths_[to] < 0) {
        depths_[to] = depth;
        todo.push_back(to);
      } else if (depths_[to] != depth) {
        wrong = report(
            to, "stack depth " + std::to_string(depth) + " or " + std::to_string(depths_[to]));
      }
    };
    reach(0, 0, 0);
    while (!todo.empty() && wrong.empty()) {
      size_t index = todo.back();
      todo.pop_back();
      Opcode op = code_.instrs[index].op();
      int arg = static_cast<int>(code_.instrs[index].arg());
      int depth = depths_[index];
      if (depth < stack_pops(op, arg)) return report(index, "stack underflow");
      if (const ExceptionRange* range = code_.find_handler(static_cast<uint32_t>(index))) {
        int kept = static_cast<int>(range->depth);
        if (kept > depth) return report(index, "handler expects a deeper stack");
        reach(index, range->target, kept + range->lasti + 1);
      }
      int after = depth + stack_effect(op, arg);
      if (is_jump(op)) reach(index, static_cast<size_t>(arg), after);
      if (falls_through(op)) reach(index, index + 1, after);
    }
    return wrong;
  }

  const Code& code_;
  std::vector<int> depths_;  // on entry, -1 not reached
};

}  // namespace

std::string verify(const Code& code) {
  std::string wrong = Verifier(code).run();
  for (const Constant& constant : code.consts) {
    if (!wrong.empty()) return wrong;
    if (auto* nested = constant.as<std::shared_ptr<const Code>>()) wrong = verify(**nested);
  }
  return wrong;
}

}  // namespace gilt
