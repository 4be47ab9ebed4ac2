#include "lab/operand_names.h"

#include <fmt/format.h>

#include "bytecode/disassembler.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/cell.h"

namespace gilt::lab {
namespace {

constexpr size_t kKeyWidth = 24;

bool loads_local(Opcode op) {
  switch (op) {
    case Opcode::LOAD_FAST:
    case Opcode::LOAD_FAST_BORROW:
    case Opcode::LOAD_FAST_CHECK:
    case Opcode::LOAD_FAST_AND_CLEAR:
      return true;
    default:
      return false;
  }
}

// A constant slice as it stands in the source: 1:2.
std::string constant_key(const Constant& constant) {
  const auto* slice = constant.as<SliceConstant>();
  if (slice == nullptr) return constant_repr(constant);
  std::string text;
  for (size_t i = 0; i < slice->parts.size(); ++i) {
    const Constant& part = slice->parts[i];
    if (i == 2 && part.is_none()) break;
    if (i > 0) text += ':';
    if (!part.is_none()) text += constant_repr(part);
  }
  return text;
}

std::string with_suffix(std::string owner, std::string_view suffix) {
  return owner.empty() ? owner : owner.append(suffix);
}

}  // namespace

bool OperandNames::joined(uint32_t index) {
  if (joined_.empty()) {
    joined_.resize(code_.instrs.size() + 1);
    for (Instr instr : code_.instrs) {
      if (!is_jump(instr.op())) continue;
      joined_[instr.arg()] = true;
      if (instr.op() == Opcode::FOR_ITER) joined_[instr.arg() + 1] = true;
    }
    for (const ExceptionRange& range : code_.exceptions) joined_[range.target] = true;
  }
  return joined_[index];
}

// The operand `depth` below the top just before instruction `index`.
std::string OperandNames::before(uint32_t index, int depth) {
  while (index > 0 && !joined(index)) {
    const Instr instr = code_.instrs[--index];
    const Opcode op = instr.op();
    const int arg = static_cast<int>(instr.arg());
    if (!falls_through(op)) return "";
    if (op == Opcode::COPY) {
      depth = depth == 0 ? arg - 1 : depth - 1;
      continue;
    }
    if (op == Opcode::SWAP) {
      if (depth == 0 || depth == arg - 1) depth = arg - 1 - depth;
      continue;
    }
    const int pushes = stack_pushes(op, arg);
    if (depth < pushes) return made_by(index, depth);
    depth += stack_pops(op, arg) - pushes;
  }
  return "";
}

// Result number `depth` from the top of instruction `index`.
std::string OperandNames::made_by(uint32_t index, int depth) {
  const Instr instr = code_.instrs[index];
  const uint32_t arg = instr.arg();
  const bool with_self = (arg & 1) != 0;  // of the loads of methods: attribute, then self or null
  switch (instr.op()) {
    case Opcode::LOAD_FAST_LOAD_FAST:
    case Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW:
      return variable(depth == 0 ? arg & 15 : arg >> 4);
    case Opcode::STORE_FAST_LOAD_FAST:
      return variable(arg & 15);
    case Opcode::LOAD_DEREF:
      return variable(arg);
    case Opcode::LOAD_NAME:
    case Opcode::LOAD_FROM_DICT_OR_GLOBALS:
      return code_.names[arg];
    case Opcode::LOAD_GLOBAL:
      return with_self && depth == 0 ? "" : code_.names[arg >> 1];
    case Opcode::LOAD_ATTR:
      if (with_self && depth == 0) return before(index, 0);
      return with_suffix(before(index, 0), "." + code_.names[arg >> 1]);
    case Opcode::LOAD_SUPER_ATTR:
      return with_self && depth == 0 ? "" : "super()." + code_.names[arg >> 2];
    case Opcode::LOAD_SPECIAL:
      if (depth == 0) return before(index, 0);
      return with_suffix(before(index, 0),
                         fmt::format(".{}", special_method_name(static_cast<int>(arg))));
    case Opcode::BINARY_OP:
      if (static_cast<BinaryOperator>(arg) != BinaryOperator::Subscr) return "";
      return with_suffix(before(index, 1), fmt::format("[{}]", key(index, 0)));
    case Opcode::LOAD_BUILD_CLASS:
      return "__build_class__";
    case Opcode::CALL:
      return with_suffix(before(index, static_cast<int>(arg) + 1), arg == 0 ? "()" : "(...)");
    default:
      return loads_local(instr.op()) ? variable(arg) : "";
  }
}

// What stands in brackets: a constant, the value of a variable, else the expression.
std::string OperandNames::key(uint32_t index, int depth) {
  if (depth == 0 && index > 0 && !joined(index)) {
    const Instr instr = code_.instrs[index - 1];
    if (instr.op() == Opcode::LOAD_CONST) return constant_key(code_.consts[instr.arg()]);
    if (instr.op() == Opcode::LOAD_SMALL_INT) return std::to_string(instr.arg());
  }
  std::string name = before(index, depth);
  for (uint32_t slot = 0; slot < code_.localsplus.size(); ++slot) {
    if (code_.localsplus[slot] != name) continue;
    Value v = frame_->slots[slot].value();
    if (v.is_object() && v.object()->layout == Layout::kCell) {
      v = v.as<CellObject>()->contents.load();
    }
    if (v) return safe_repr(v, kKeyWidth);
  }
  const Value global = name.empty() ? Value() : peek_item(frame_->globals, name);
  if (global) return safe_repr(global, kKeyWidth);
  return name.empty() ? "..." : name;
}

}  // namespace gilt::lab
