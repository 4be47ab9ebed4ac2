// The last steps: slots of the frame, addresses, the exception table.
#include <algorithm>

#include "bytecode/compiler/failure.h"
#include "bytecode/compiler/flowgraph.h"

namespace gilt::compiler {
namespace {

// Cells and free variables are numbered after each other while code is generated. Their slots: a
// cell that is a parameter has the parameter's, the others follow the locals.
std::vector<int> cell_slots(const Unit& unit) {
  std::vector<int> slots;
  int next = unit.varnames.size();
  for (const std::string& name : unit.cellvars.names()) {
    int local = unit.varnames.find(name);
    slots.push_back(local >= 0 ? local : next++);
  }
  for (int i = 0; i < unit.freevars.size(); ++i) slots.push_back(next++);
  return slots;
}

bool is_cell_operation(IrOp op) {
  return op == kLoadClosure || op == ir(Opcode::MAKE_CELL) || op == ir(Opcode::LOAD_DEREF) ||
         op == ir(Opcode::STORE_DEREF) || op == ir(Opcode::DELETE_DEREF) ||
         op == ir(Opcode::LOAD_FROM_DICT_OR_DEREF);
}

void fill_localsplus(const Unit& unit, const std::vector<int>& slots, Code& code) {
  code.varnames = unit.varnames.names();
  std::vector<std::pair<int, std::string>> cells;
  for (int i = 0; i < unit.cellvars.size(); ++i) {
    cells.emplace_back(slots[i], unit.cellvars.names()[i]);
  }
  std::sort(cells.begin(), cells.end());
  for (auto& [slot, name] : cells) code.cellvars.push_back(name);
  code.freevars = unit.freevars.names();
  code.localsplus = code.varnames;
  for (int i = 0; i < unit.varnames.size(); ++i) {
    uint8_t kind = kLocalVariable;
    if (i < unit.param_count) kind |= kLocalArg;
    const std::string& name = code.varnames[i];
    if (std::find(unit.hidden.begin(), unit.hidden.end(), name) != unit.hidden.end()) {
      kind |= kLocalHidden;
    }
    code.localsplus_kinds.push_back(kind);
  }
  for (const auto& [slot, name] : cells) {
    if (slot < unit.varnames.size()) {
      code.localsplus_kinds[slot] |= kLocalCell;
    } else {
      code.localsplus.push_back(name);
      code.localsplus_kinds.push_back(kLocalCell);
    }
  }
  for (const std::string& name : code.freevars) {
    code.localsplus.push_back(name);
    code.localsplus_kinds.push_back(kLocalFree);
  }
}

IrInstr prefix(Opcode op, int arg, int line) {
  IrInstr instr;
  instr.op = ir(op);
  instr.arg = arg;
  if (line > 0) instr.span = SourceSpan{line, line, -1, -1};
  return instr;
}

}  // namespace

void prepare_localsplus(Graph& graph, Unit& unit, Code& code) {
  std::vector<int> slots = cell_slots(unit);
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      if (is_cell_operation(instr.op)) instr.arg = slots[instr.arg];
    }
  }
  std::vector<IrInstr> prefixes;
  if (unit.freevars.size())
    prefixes.push_back(prefix(Opcode::COPY_FREE_VARS, unit.freevars.size(), -1));
  std::vector<int> cells(slots.begin(), slots.begin() + unit.cellvars.size());
  std::sort(cells.begin(), cells.end());
  for (int slot : cells) prefixes.push_back(prefix(Opcode::MAKE_CELL, slot, -1));
  if (unit.flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) {
    prefixes.push_back(prefix(Opcode::RETURN_GENERATOR, 0, unit.first_line));
    prefixes.push_back(prefix(Opcode::POP_TOP, 0, unit.first_line));
  }
  std::vector<IrInstr>& entry = graph.entry()->instrs;
  entry.insert(entry.begin(), prefixes.begin(), prefixes.end());
  fill_localsplus(unit, slots, code);
}

void remove_unused_consts(Graph& graph, Unit& unit) {
  std::vector<Constant>& consts = unit.consts.values();
  if (consts.empty()) return;
  std::vector<int> fresh(consts.size(), -1);
  fresh[0] = 0;  // perhaps the docstring
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      if (instr.op == ir(Opcode::LOAD_CONST)) fresh[instr.arg] = instr.arg;
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < consts.size(); ++i) {
    if (fresh[i] < 0) continue;
    if (kept != i) consts[kept] = std::move(consts[i]);
    fresh[i] = static_cast<int>(kept++);
  }
  consts.resize(kept);
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      if (instr.op == ir(Opcode::LOAD_CONST)) instr.arg = fresh[instr.arg];
    }
  }
}

void assemble(Graph& graph, Code& code) {
  int address = 0;
  for (Block* b = graph.entry(); b; b = b->next) {
    b->id = address;
    address += static_cast<int>(b->instrs.size());
  }
  Block* handler = nullptr;
  uint32_t start = 0;
  auto close_range = [&](uint32_t end) {
    if (!handler || start == end) return;
    uint32_t depth = handler->depth - 1 - handler->preserve_lasti;
    code.exceptions.push_back(
        {start, end, static_cast<uint32_t>(handler->id), depth, handler->preserve_lasti});
  };
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      uint32_t here = static_cast<uint32_t>(code.instrs.size());
      IrOp op = instr.op;
      int arg = instr.arg;
      if (ir_has_target(op)) arg = instr.target->id;
      if (op == kJump) {
        op = ir(arg > static_cast<int>(here) ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD);
      } else if (op == kJumpNoInterrupt) {
        op = ir(arg > static_cast<int>(here) ? Opcode::JUMP_FORWARD
                                             : Opcode::JUMP_BACKWARD_NO_INTERRUPT);
      }
      if (instr.handler != handler) {
        close_range(here);
        handler = instr.handler;
        start = here;
      }
      if (!has_operand(static_cast<Opcode>(op))) arg = 0;
      if (static_cast<uint32_t>(arg) > Instr::kMaxArg) {
        ast::Location where{instr.span.line, instr.span.col, instr.span.end_line,
                            instr.span.end_col};
        fail(&where, "code too large: an operand does not fit 24 bits");
      }
      code.instrs.push_back(Instr::make(static_cast<Opcode>(op), static_cast<uint32_t>(arg)));
      code.spans.push_back(instr.span);
    }
  }
  close_range(static_cast<uint32_t>(code.instrs.size()));
}

std::shared_ptr<const Code> finish(Unit& unit, IrList& list) {
  Graph graph(list);
  label_exception_targets(graph);
  optimize(graph, unit);
  remove_unused_consts(graph, unit);
  check_loads_of_unset_locals(graph, unit.varnames.size(), unit.param_count);
  insert_superinstructions(graph);
  push_cold_blocks_to_end(graph);
  resolve_line_numbers(graph);

  auto code = std::make_shared<Code>();
  convert_pseudo_conditional_jumps(graph);
  code->stack_size = std::max(calculate_stack_depth(graph), 1);
  prepare_localsplus(graph, unit, *code);
  convert_pseudo_ops(graph);
  normalize_jumps(graph);
  borrow_local_loads(graph);
  code->filename = unit.filename;
  code->name = unit.name;
  code->qualname = unit.qualname;
  code->first_line = unit.first_line;
  code->flags = unit.flags;
  code->argcount = unit.argcount;
  code->posonlyargcount = unit.posonlyargcount;
  code->kwonlyargcount = unit.kwonlyargcount;
  assemble(graph, *code);
  code->consts = std::move(unit.consts.values());
  code->names = unit.names.names();
  return code;
}

}  // namespace gilt::compiler
