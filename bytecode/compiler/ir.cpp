#include "bytecode/compiler/ir.h"

#include <algorithm>

namespace gilt::compiler {

bool ir_is_block_push(IrOp op) {
  return op == kSetupFinally || op == kSetupCleanup || op == kSetupWith;
}

bool ir_has_target(IrOp op) {
  if (op < 256) {
    Opcode o = static_cast<Opcode>(op);
    return has_trait(o, kJumps) || o == Opcode::END_ASYNC_FOR;
  }
  return op <= kJumpIfTrue || ir_is_block_push(op);
}

bool ir_is_jump(IrOp op) {
  return ir_has_target(op) && !ir_is_block_push(op) && op != ir(Opcode::END_ASYNC_FOR);
}

bool ir_is_unconditional_jump(IrOp op) {
  return op == kJump || op == kJumpNoInterrupt || op == ir(Opcode::JUMP_FORWARD) ||
         op == ir(Opcode::JUMP_BACKWARD) || op == ir(Opcode::JUMP_BACKWARD_NO_INTERRUPT);
}

bool ir_is_conditional_jump(IrOp op) {
  return op == ir(Opcode::POP_JUMP_IF_FALSE) || op == ir(Opcode::POP_JUMP_IF_TRUE) ||
         op == ir(Opcode::POP_JUMP_IF_NONE) || op == ir(Opcode::POP_JUMP_IF_NOT_NONE);
}

bool ir_is_scope_exit(IrOp op) {
  return op == ir(Opcode::RETURN_VALUE) || op == ir(Opcode::RAISE_VARARGS) ||
         op == ir(Opcode::RERAISE);
}

bool ir_is_terminator(IrOp op) { return ir_is_jump(op) || ir_is_scope_exit(op); }

int ir_pops(IrOp op, int arg) {
  if (op < 256) return stack_pops(static_cast<Opcode>(op), arg);
  switch (op) {
    case kJumpIfFalse:
    case kJumpIfTrue:
    case kStoreFastMaybeNull:
      return 1;
    default:
      return 0;
  }
}

int ir_pushes(IrOp op, int arg) {
  if (op < 256) return stack_pushes(static_cast<Opcode>(op), arg);
  switch (op) {
    case kJumpIfFalse:
    case kJumpIfTrue:
    case kLoadClosure:
    case kSetupFinally:
    case kSetupWith:  // two, less the result of __enter__
      return 1;
    case kSetupCleanup:
      return 2;
    default:
      return 0;
  }
}

int ir_stack_effect(IrOp op, int arg, bool jump) {
  if (ir_is_block_push(op) && !jump) return 0;
  return ir_pushes(op, arg) - ir_pops(op, arg);
}

bool Block::exits_scope() const { return !instrs.empty() && ir_is_scope_exit(instrs.back().op); }

bool Block::falls_through() const {
  return instrs.empty() ||
         !(ir_is_scope_exit(instrs.back().op) || ir_is_unconditional_jump(instrs.back().op));
}

bool Block::has_no_line() const {
  return std::all_of(instrs.begin(), instrs.end(),
                     [](const IrInstr& i) { return i.span.line < 0; });
}

Label IrList::new_label() {
  labels_.push_back(-1);
  return Label{static_cast<int>(labels_.size()) - 1};
}

void IrList::use_label(Label label) { labels_[label.id] = static_cast<int>(instrs_.size()); }

void IrList::insert(size_t index, IrInstr instr) {
  instrs_.insert(instrs_.begin() + index, instr);
  for (int& position : labels_) {
    if (position >= static_cast<int>(index)) ++position;
  }
}

Block* Graph::new_block() {
  blocks_.push_back(std::make_unique<Block>());
  return blocks_.back().get();
}

Graph::Graph(IrList& list) {
  std::vector<IrInstr>& instrs = list.instrs();
  std::vector<bool> targeted(instrs.size() + 1);
  for (const IrInstr& instr : instrs) {
    if (ir_has_target(instr.op)) targeted[list.label_position(instr.arg)] = true;
  }
  std::vector<Block*> starts(instrs.size() + 1);
  Block* current = entry_ = new_block();
  for (size_t i = 0; i < instrs.size(); ++i) {
    bool terminated = current->last() && ir_is_terminator(current->last()->op);
    if (terminated || (targeted[i] && (current->last() || current->labelled))) {
      Block* block = new_block();
      current->next = block;
      current = block;
    }
    if (targeted[i]) {
      current->labelled = true;
      starts[i] = current;
    }
    current->instrs.push_back(instrs[i]);
  }
  for (Block* block = entry_; block; block = block->next) {
    for (IrInstr& instr : block->instrs) {
      if (ir_has_target(instr.op)) instr.target = starts[list.label_position(instr.arg)];
    }
  }
}

}  // namespace gilt::compiler
