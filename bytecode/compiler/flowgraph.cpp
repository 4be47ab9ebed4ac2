// Shape of the graph: redundant instructions and jumps, unreachable blocks, line numbers, cold
// blocks.
#include "bytecode/compiler/flowgraph.h"

namespace gilt::compiler {

constexpr IrOp kNop = ir(Opcode::NOP);

Block* next_nonempty(Block* block) {
  while (block && block->instrs.empty()) block = block->next;
  return block;
}

void clear_visited(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) b->visited = false;
}

// --- NOPs and jumps ---

namespace {

// A NOP stays only where it is the sole instruction of its source line.
bool nop_is_redundant(Block& block, size_t index, int previous_line) {
  int line = block.instrs[index].span.line;
  if (line < 0 || previous_line == line) return true;
  if (index + 1 < block.instrs.size()) {
    IrInstr& following = block.instrs[index + 1];
    if (following.span.line == line) return true;
    if (following.span.line < 0) {
      following.span = block.instrs[index].span;
      return true;
    }
    return false;
  }
  Block* next = next_nonempty(block.next);
  if (!next) return false;
  for (const IrInstr& instr : next->instrs) {
    if (instr.op == kNop && instr.span.line < 0) continue;
    return instr.span.line == line;
  }
  return false;
}

int remove_redundant_nops(Block& block) {
  size_t kept = 0;
  int previous_line = -1;
  for (size_t i = 0; i < block.instrs.size(); ++i) {
    if (block.instrs[i].op == kNop && nop_is_redundant(block, i, previous_line)) continue;
    previous_line = block.instrs[i].span.line;
    if (kept != i) block.instrs[kept] = block.instrs[i];
    ++kept;
  }
  int removed = static_cast<int>(block.instrs.size() - kept);
  block.instrs.resize(kept);
  return removed;
}

int remove_redundant_jumps(Graph& graph) {
  int changes = 0;
  for (Block* b = graph.entry(); b; b = b->next) {
    IrInstr* last = b->last();
    if (!last || !ir_is_unconditional_jump(last->op)) continue;
    if (next_nonempty(last->target) == next_nonempty(b->next)) {
      set_nop(*last);
      ++changes;
    }
  }
  return changes;
}

// LOAD_CONST, POP_TOP and COPY 1, POP_TOP do nothing.
void remove_redundant_pairs(Graph& graph) {
  for (bool done = false; !done;) {
    done = true;
    IrInstr* instr = nullptr;
    for (Block* b = graph.entry(); b; b = b->next) {
      remove_redundant_nops(*b);
      if (b->labelled) instr = nullptr;
      for (IrInstr& next : b->instrs) {
        IrInstr* previous = instr;
        instr = &next;
        if (!previous || instr->op != ir(Opcode::POP_TOP)) continue;
        bool loads = previous->op == ir(Opcode::LOAD_CONST) ||
                     previous->op == ir(Opcode::LOAD_SMALL_INT) ||
                     (previous->op == ir(Opcode::COPY) && previous->arg == 1);
        if (!loads) continue;
        set_nop(*previous);
        set_nop(*instr);
        done = false;
      }
      if ((instr && ir_is_jump(instr->op)) || !b->falls_through()) instr = nullptr;
    }
  }
}

// A jump to a short exit, or to code without a line, is replaced by a copy of it.
bool inline_target(Block& block) {
  constexpr size_t kMaxCopy = 4;
  IrInstr* last = block.last();
  if (!last || !ir_is_unconditional_jump(last->op)) return false;
  Block* target = last->target;
  bool small_exit = target->exits_scope() && target->instrs.size() <= kMaxCopy;
  bool no_line = target->has_no_line() && !target->falls_through();
  if (!small_exit && !no_line) return false;
  IrOp removed = last->op;
  set_nop(*last);
  std::vector<IrInstr> copy = target->instrs;
  block.instrs.insert(block.instrs.end(), copy.begin(), copy.end());
  if (no_line && ir_is_unconditional_jump(block.last()->op) && removed == kJump) {
    block.last()->op = kJump;  // keep the poll of the eval breaker
  }
  --target->predecessors;
  return true;
}

void remove_unreachable(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    b->predecessors = 0;
    b->visited = false;
  }
  std::vector<Block*> todo{graph.entry()};
  graph.entry()->predecessors = 1;
  graph.entry()->visited = true;
  auto reach = [&](Block* b) {
    if (!b->visited) {
      b->visited = true;
      todo.push_back(b);
    }
    ++b->predecessors;
  };
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    if (b->next && b->falls_through()) reach(b->next);
    for (IrInstr& instr : b->instrs) {
      if (ir_is_jump(instr.op) || ir_is_block_push(instr.op)) reach(instr.target);
    }
  }
  for (Block* b = graph.entry(); b; b = b->next) {
    if (b->predecessors == 0) {
      b->instrs.clear();
      b->except_handler = false;
    }
  }
}

}  // namespace

int remove_redundant_nops(Graph& graph) {
  int removed = 0;
  for (Block* b = graph.entry(); b; b = b->next) removed += remove_redundant_nops(*b);
  return removed;
}

void remove_redundant_nops_and_jumps(Graph& graph) {
  while (remove_redundant_nops(graph) + remove_redundant_jumps(graph) > 0) {
  }
}

void optimize(Graph& graph, Unit& unit) {
  for (bool changed = true; changed;) {
    changed = false;
    for (Block* b = graph.entry(); b; b = b->next) changed |= inline_target(*b);
  }
  remove_unreachable(graph);
  resolve_line_numbers(graph);
  for (Block* b = graph.entry(); b; b = b->next) optimize_const_loads(*b, unit);
  for (Block* b = graph.entry(); b; b = b->next) optimize_block(*b, unit);
  remove_redundant_pairs(graph);
  remove_unreachable(graph);
  remove_redundant_nops_and_jumps(graph);
}

// --- line numbers ---

namespace {

bool polls(const Block& block) {
  for (const IrInstr& i : block.instrs) {
    if (i.op == ir(Opcode::RESUME) || i.op == kJump || i.op == ir(Opcode::JUMP_BACKWARD) ||
        i.op == ir(Opcode::CALL) || i.op == ir(Opcode::CALL_KW) ||
        i.op == ir(Opcode::CALL_FUNCTION_EX)) {
      return true;
    }
  }
  return false;
}

bool is_exit_without_line(const Block& block) {
  return (block.exits_scope() || polls(block)) && block.has_no_line();
}

// PEP 626: every exit has a line. An exit without one is copied for each jump to it.
void duplicate_exits_without_line(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    IrInstr* last = b->last();
    if (!last || !ir_is_jump(last->op)) continue;
    Block* target = next_nonempty(last->target);
    if (!is_exit_without_line(*target) || target->predecessors <= 1 || target->falls_through()) {
      continue;
    }
    Block* copy = graph.new_block();
    copy->instrs = target->instrs;
    copy->instrs[0].span = last->span;
    copy->labelled = true;
    copy->predecessors = 1;
    copy->next = target->next;
    copy->depth = target->depth;
    copy->cold = target->cold;
    last->target = copy;
    --target->predecessors;
    target->next = copy;
  }
  for (Block* b = graph.entry(); b; b = b->next) {
    if (b->falls_through() && b->next && !b->instrs.empty() && is_exit_without_line(*b->next)) {
      b->next->instrs[0].span = b->last()->span;
    }
  }
}

void propagate_lines(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    if (b->instrs.empty()) continue;
    SourceSpan previous = kNoSpan;
    for (IrInstr& instr : b->instrs) {
      if (instr.span.line == kNoSpan.line) {
        instr.span = previous;
      } else {
        previous = instr.span;
      }
    }
    auto inherit = [&](Block* target) {
      if (target->predecessors == 1 && !target->instrs.empty() &&
          target->instrs[0].span.line == kNoSpan.line) {
        target->instrs[0].span = previous;
      }
    };
    if (b->falls_through() && b->next) inherit(b->next);
    if (ir_is_jump(b->last()->op)) inherit(b->last()->target);
  }
}

}  // namespace

void resolve_line_numbers(Graph& graph) {
  duplicate_exits_without_line(graph);
  propagate_lines(graph);
}

// --- cold blocks ---

namespace {

void mark_warm_and_cold(Graph& graph) {
  clear_visited(graph);
  std::vector<Block*> todo{graph.entry()};
  graph.entry()->visited = true;
  auto push = [&](Block* b) {
    if (!b->visited && !b->warm) {
      b->visited = true;
      todo.push_back(b);
    }
  };
  auto spread = [&](Block* b) {
    if (b->next && b->falls_through()) push(b->next);
    for (IrInstr& instr : b->instrs) {
      if (ir_is_jump(instr.op)) push(instr.target);
    }
  };
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    b->warm = true;
    spread(b);
  }
  clear_visited(graph);
  for (Block* b = graph.entry(); b; b = b->next) {
    if (b->except_handler && !b->warm) push(b);
  }
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    b->cold = true;
    spread(b);
  }
}

}  // namespace

void push_cold_blocks_to_end(Graph& graph) {
  if (!graph.entry()->next) return;
  mark_warm_and_cold(graph);
  for (Block* b = graph.entry(); b; b = b->next) {
    if (!(b->cold && b->falls_through() && b->next && b->next->warm)) continue;
    Block* jump = graph.new_block();
    b->next->labelled = true;
    IrInstr instr;
    instr.op = kJumpNoInterrupt;
    instr.target = b->next;
    jump->instrs.push_back(instr);
    jump->cold = true;
    jump->predecessors = 1;
    jump->next = b->next;
    b->next = jump;
  }
  Block* cold_head = nullptr;
  Block** cold_tail = &cold_head;
  Block* last_warm = graph.entry();
  for (Block* b = graph.entry()->next; b;) {
    Block* next = b->next;
    if (b->cold) {
      *cold_tail = b;
      cold_tail = &b->next;
      last_warm->next = next;
    } else {
      last_warm = b;
    }
    b = next;
  }
  *cold_tail = nullptr;
  last_warm->next = cold_head;
  if (cold_head) remove_redundant_nops_and_jumps(graph);
}

// --- pseudo-operations and the direction of jumps ---

void convert_pseudo_conditional_jumps(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    IrInstr* last = b->last();
    if (!last || (last->op != kJumpIfFalse && last->op != kJumpIfTrue)) continue;
    last->op = ir(last->op == kJumpIfFalse ? Opcode::POP_JUMP_IF_FALSE : Opcode::POP_JUMP_IF_TRUE);
    IrInstr copy, to_bool;
    copy.op = ir(Opcode::COPY);
    copy.arg = 1;
    to_bool.op = ir(Opcode::TO_BOOL);
    copy.span = to_bool.span = last->span;
    copy.handler = to_bool.handler = last->handler;
    b->instrs.insert(b->instrs.end() - 1, {copy, to_bool});
  }
}

void convert_pseudo_ops(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      if (ir_is_block_push(instr.op)) set_nop(instr);
      if (instr.op == kLoadClosure) instr.op = ir(Opcode::LOAD_FAST);
      if (instr.op == kStoreFastMaybeNull) instr.op = ir(Opcode::STORE_FAST);
    }
  }
  remove_redundant_nops_and_jumps(graph);
}

namespace {

IrOp reversed(IrOp op) {
  switch (static_cast<Opcode>(op)) {
    case Opcode::POP_JUMP_IF_NONE:
      return ir(Opcode::POP_JUMP_IF_NOT_NONE);
    case Opcode::POP_JUMP_IF_NOT_NONE:
      return ir(Opcode::POP_JUMP_IF_NONE);
    case Opcode::POP_JUMP_IF_TRUE:
      return ir(Opcode::POP_JUMP_IF_FALSE);
    default:
      return ir(Opcode::POP_JUMP_IF_TRUE);
  }
}

}  // namespace

// Conditional jumps go forward; a backward one becomes the reversed test over a JUMP_BACKWARD.
// NOT_TAKEN marks the fall-through side.
void normalize_jumps(Graph& graph) {
  clear_visited(graph);
  for (Block* b = graph.entry(); b; b = b->next) {
    b->visited = true;
    IrInstr* last = b->last();
    if (!last || !ir_is_conditional_jump(last->op)) continue;
    IrInstr not_taken;
    not_taken.op = ir(Opcode::NOT_TAKEN);
    not_taken.span = last->span;
    not_taken.handler = last->handler;
    if (!last->target->visited) {
      b->instrs.push_back(not_taken);
      continue;
    }
    Block* target = last->target;
    Block* backwards = graph.new_block();
    IrInstr jump;
    jump.op = kJump;
    jump.span = last->span;
    jump.target = target;
    jump.handler = last->handler;
    backwards->instrs = {not_taken, jump};
    backwards->depth = target->depth;
    backwards->cold = b->cold;
    backwards->visited = true;
    last->op = reversed(last->op);
    last->target = b->next;
    b->next->labelled = true;
    backwards->next = b->next;
    b->next = backwards;
    b = backwards;
  }
}

}  // namespace gilt::compiler
