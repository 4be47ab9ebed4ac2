// Rewrites within one basic block: constants, comparisons, jumps to jumps, swaps.
#include <algorithm>
#include <optional>

#include "bytecode/compiler/flowgraph.h"
#include "bytecode/compiler/fold_constants.h"

namespace gilt::compiler {
namespace {

constexpr int kMaxFold = 30;  // instructions looked at for one folded collection

bool is(const IrInstr& instr, Opcode op) { return instr.op == ir(op); }

void set_op(IrInstr& instr, Opcode op, int arg = 0) {
  instr.op = ir(op);
  instr.arg = arg;
}

bool loads_const(const IrInstr& instr) {
  return is(instr, Opcode::LOAD_CONST) || is(instr, Opcode::LOAD_SMALL_INT);
}

Constant const_value(const IrInstr& instr, const Unit& unit) {
  if (is(instr, Opcode::LOAD_SMALL_INT)) return Constant{int64_t{instr.arg}};
  return unit.consts.at(instr.arg);
}

bool make_small_int(IrInstr& instr, const Constant& value) {
  auto* i = value.as<int64_t>();
  if (!i || *i < 0 || *i > 255) return false;
  set_op(instr, Opcode::LOAD_SMALL_INT, static_cast<int>(*i));
  return true;
}

void make_load_const(IrInstr& instr, Constant value, Unit& unit) {
  if (make_small_int(instr, value)) return;
  set_op(instr, Opcode::LOAD_CONST, unit.consts.add(std::move(value)));
}

void drop(IrInstr& instr) {
  set_nop(instr);
  instr.span = kNoSpan;
}

// The `count` constant loads that end right before instruction `end`, in order, or empty.
std::optional<std::vector<IrInstr*>> const_loads_before(Block& block, int end, int count) {
  std::vector<IrInstr*> loads(count);
  int missing = count;
  for (int i = end - 1; i >= 0 && missing > 0; --i) {
    IrInstr& instr = block.instrs[i];
    if (is(instr, Opcode::NOP)) continue;
    if (!loads_const(instr)) return std::nullopt;
    loads[--missing] = &instr;
  }
  if (missing) return std::nullopt;
  return loads;
}

std::vector<Constant> values_of(const std::vector<IrInstr*>& loads, const Unit& unit) {
  std::vector<Constant> values;
  for (const IrInstr* load : loads) values.push_back(const_value(*load, unit));
  return values;
}

void fold_tuple(Block& block, int i, Unit& unit) {
  IrInstr& build = block.instrs[i];
  if (build.arg > kMaxFold) return;
  auto loads = const_loads_before(block, i, build.arg);
  if (!loads) return;
  Constant tuple{TupleConstant{values_of(*loads, unit)}};
  for (IrInstr* load : *loads) drop(*load);
  make_load_const(build, std::move(tuple), unit);
}

// BUILD_LIST 0, (constant, LIST_APPEND 1)..., LIST_TO_TUPLE becomes a constant tuple.
void fold_list_to_tuple(Block& block, int i, Unit& unit) {
  int count = 0;
  bool expect_append = true;
  for (int at = i - 1; at >= 0; --at) {
    const IrInstr& instr = block.instrs[at];
    if (is(instr, Opcode::NOP)) continue;
    if (is(instr, Opcode::BUILD_LIST) && instr.arg == 0) {
      if (!expect_append) return;
      std::vector<Constant> items(count);
      for (int k = i - 1; k >= at; --k) {
        IrInstr& part = block.instrs[k];
        if (is(part, Opcode::NOP)) continue;
        if (loads_const(part)) items[--count] = const_value(part, unit);
        drop(part);
      }
      make_load_const(block.instrs[i], Constant{TupleConstant{std::move(items)}}, unit);
      return;
    }
    if (expect_append) {
      if (!is(instr, Opcode::LIST_APPEND) || instr.arg != 1) return;
    } else {
      if (!loads_const(instr)) return;
      ++count;
    }
    expect_append = !expect_append;
  }
}

// A list or set of constants: a constant where it is only looked through, else built from one.
void fold_list_or_set(Block& block, int i, Unit& unit) {
  IrInstr& build = block.instrs[i];
  bool looked_through =
      i + 1 < static_cast<int>(block.instrs.size()) &&
      (is(block.instrs[i + 1], Opcode::GET_ITER) || is(block.instrs[i + 1], Opcode::CONTAINS_OP));
  int size = build.arg;
  if (size > kMaxFold || (size < 3 && !looked_through)) return;
  auto loads = const_loads_before(block, i, size);
  bool list = is(build, Opcode::BUILD_LIST);
  if (!loads) {
    if (looked_through && list) set_op(build, Opcode::BUILD_TUPLE, size);
    return;
  }
  std::vector<Constant> values = values_of(*loads, unit);
  Constant folded;
  if (list) {
    folded = Constant{TupleConstant{std::move(values)}};
  } else {
    FrozenSetConstant set;
    std::vector<std::string> seen;
    for (Constant& value : values) {
      std::string key = constant_key(value);
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      seen.push_back(key);
      set.items.push_back(std::move(value));
    }
    folded = Constant{std::move(set)};
  }
  int index = unit.consts.add(std::move(folded));
  for (IrInstr* load : *loads) drop(*load);
  if (looked_through) {
    set_op(build, Opcode::LOAD_CONST, index);
    return;
  }
  block.instrs[i - 2].span = build.span;
  set_op(block.instrs[i - 2], list ? Opcode::BUILD_LIST : Opcode::BUILD_SET, 0);
  set_op(block.instrs[i - 1], Opcode::LOAD_CONST, index);
  set_op(build, list ? Opcode::LIST_EXTEND : Opcode::SET_UPDATE, 1);
}

void fold_binary_op(Block& block, int i, Unit& unit) {
  auto loads = const_loads_before(block, i, 2);
  if (!loads) return;
  auto value = fold_binary(const_value(*(*loads)[0], unit), block.instrs[i].arg,
                           const_value(*(*loads)[1], unit));
  if (!value) return;
  for (IrInstr* load : *loads) drop(*load);
  make_load_const(block.instrs[i], std::move(*value), unit);
}

void fold_unary_op(Block& block, int i, UnaryFold op, Unit& unit) {
  auto loads = const_loads_before(block, i, 1);
  if (!loads) return;
  auto value = fold_unary(op, const_value(*(*loads)[0], unit));
  if (!value) return;
  drop(*(*loads)[0]);
  make_load_const(block.instrs[i], std::move(*value), unit);
}

// Replaces a run of SWAPs and NOPs by the shortest one with the same effect; returns its last
// index.
int shorten_swaps(Block& block, int first) {
  std::vector<IrInstr>& instrs = block.instrs;
  int depth = instrs[first].arg, end = first + 1, swaps = 1;
  for (; end < static_cast<int>(instrs.size()); ++end) {
    if (is(instrs[end], Opcode::SWAP)) {
      depth = std::max(depth, instrs[end].arg);
      ++swaps;
    } else if (!is(instrs[end], Opcode::NOP)) {
      break;
    }
  }
  if (swaps == 1) return first;
  std::vector<int> stack(depth);
  for (int i = 0; i < depth; ++i) stack[i] = i;
  for (int i = first; i < end; ++i) {
    if (is(instrs[i], Opcode::SWAP)) std::swap(stack[0], stack[instrs[i].arg - 1]);
  }
  // Each cycle of the permutation is undone by swaps with the top, written from the end backwards.
  constexpr int kDone = -1;
  int at = end - 1;
  for (int i = 0; i < depth; ++i) {
    if (stack[i] == kDone || stack[i] == i) continue;
    for (int j = i;;) {
      if (j) set_op(instrs[at--], Opcode::SWAP, j + 1);
      if (stack[j] == kDone) break;
      int next = stack[j];
      stack[j] = kDone;
      j = next;
    }
  }
  while (at >= first) set_nop(instrs[at--]);
  return end - 1;
}

bool is_store(const IrInstr& instr) {
  return is(instr, Opcode::STORE_FAST) || instr.op == kStoreFastMaybeNull;
}
bool is_swappable(const IrInstr& instr) { return is_store(instr) || is(instr, Opcode::POP_TOP); }
int stores_to(const IrInstr& instr) { return is_store(instr) ? instr.arg : -1; }

int next_swappable(const Block& block, int i, int line) {
  while (++i < static_cast<int>(block.instrs.size())) {
    const IrInstr& instr = block.instrs[i];
    if (line >= 0 && instr.span.line != line) return -1;
    if (is(instr, Opcode::NOP)) continue;
    return is_swappable(instr) ? i : -1;
  }
  return -1;
}

// SWAP followed by stores and pops: exchange the stores instead of the values.
void apply_static_swaps(Block& block, int i) {
  for (; i >= 0; --i) {
    IrInstr& swap = block.instrs[i];
    if (!is(swap, Opcode::SWAP)) {
      if (is(swap, Opcode::NOP) || is_swappable(swap)) continue;
      return;
    }
    int j = next_swappable(block, i, -1);
    if (j < 0) return;
    int line = block.instrs[j].span.line;
    int k = j;
    for (int count = swap.arg - 1; count > 0; --count) {
      k = next_swappable(block, k, line);
      if (k < 0) return;
    }
    int to_j = stores_to(block.instrs[j]), to_k = stores_to(block.instrs[k]);
    if (to_j >= 0 || to_k >= 0) {
      if (to_j == to_k) return;
      for (int between = j + 1; between < k; ++between) {
        int to = stores_to(block.instrs[between]);
        if (to >= 0 && (to == to_j || to == to_k)) return;
      }
    }
    set_nop(swap);
    std::swap(block.instrs[j], block.instrs[k]);
  }
}

// A jump to a jump goes to the second's target. The block grows by the new jump.
bool thread_jump(Block& block, int i, IrOp op) {
  IrInstr& jump = block.instrs[i];
  IrInstr target = jump.target->instrs[0];
  if (jump.target == target.target) return false;
  IrInstr fresh;
  fresh.op = op;
  fresh.target = target.target;
  fresh.span = target.span;
  fresh.handler = jump.handler;
  set_nop(jump);
  block.instrs.push_back(fresh);
  return true;
}

// None, IS_OP, [TO_BOOL,] POP_JUMP_IF_x becomes POP_JUMP_IF_[NOT_]NONE.
void fold_none_test(Block& block, int i) {
  int size = static_cast<int>(block.instrs.size());
  if (size <= i + 2) return;
  IrInstr& test = block.instrs[i + 1];
  IrInstr* jump = &block.instrs[i + 2];
  if (is(*jump, Opcode::TO_BOOL)) {
    set_nop(*jump);
    if (size <= i + 3) return;
    jump = &block.instrs[i + 3];
  }
  bool invert = test.arg != 0;
  if (is(*jump, Opcode::POP_JUMP_IF_FALSE)) {
    invert = !invert;
  } else if (!is(*jump, Opcode::POP_JUMP_IF_TRUE)) {
    return;
  }
  set_nop(block.instrs[i]);
  set_nop(test);
  jump->op = ir(invert ? Opcode::POP_JUMP_IF_NOT_NONE : Opcode::POP_JUMP_IF_NONE);
}

}  // namespace

void optimize_const_loads(Block& block, Unit& unit) {
  IrInstr source;  // what the instruction loads: itself, or the load it is a COPY 1 of
  for (size_t i = 0; i < block.instrs.size(); ++i) {
    IrInstr& instr = block.instrs[i];
    if (is(instr, Opcode::LOAD_CONST)) make_small_int(instr, const_value(instr, unit));
    bool copy_of_const =
        is(source, Opcode::LOAD_CONST) && is(instr, Opcode::COPY) && instr.arg == 1;
    if (!copy_of_const) source = instr;
    if (!loads_const(source) || i + 1 >= block.instrs.size()) continue;
    IrInstr& next = block.instrs[i + 1];
    if (is(next, Opcode::POP_JUMP_IF_FALSE) || is(next, Opcode::POP_JUMP_IF_TRUE) ||
        next.op == kJumpIfFalse || next.op == kJumpIfTrue) {
      bool truth = constant_is_true(const_value(source, unit));
      bool jump_if = is(next, Opcode::POP_JUMP_IF_TRUE) || next.op == kJumpIfTrue;
      if (next.op < 256) set_nop(instr);
      if (truth == jump_if) {
        next.op = kJump;
      } else {
        set_nop(next);
      }
    } else if (is(next, Opcode::IS_OP)) {
      if (const_value(source, unit).is_none()) fold_none_test(block, static_cast<int>(i));
    } else if (is(next, Opcode::TO_BOOL)) {
      bool truth = constant_is_true(const_value(source, unit));
      set_nop(instr);
      set_op(next, Opcode::LOAD_CONST, unit.consts.add(Constant{truth}));
    }
  }
}

void optimize_block(Block& block, Unit& unit) {
  for (int i = 0; i < static_cast<int>(block.instrs.size()); ++i) {
    IrInstr& instr = block.instrs[i];
    IrInstr* next = i + 1 < static_cast<int>(block.instrs.size()) ? &block.instrs[i + 1] : nullptr;
    if (ir_has_target(instr.op) && !instr.target->instrs.empty()) {
      IrOp target = instr.target->instrs[0].op;
      if (ir_is_conditional_jump(instr.op)) {
        if (target == kJump) i -= thread_jump(block, i, instr.op);
      } else if (instr.op == kJumpIfFalse || instr.op == kJumpIfTrue) {
        if (target == kJump || target == instr.op) {
          i -= thread_jump(block, i, instr.op);
        } else if (target == kJumpIfFalse || target == kJumpIfTrue) {
          instr.target = instr.target->next;
          instr.target->labelled = true;
          --i;
        }
      } else if (instr.op == kJump || instr.op == kJumpNoInterrupt) {
        if (target == kJump) {
          i -= thread_jump(block, i, kJump);
        } else if (target == kJumpNoInterrupt) {
          i -= thread_jump(block, i, instr.op);
        }
      }
      continue;
    }
    if (instr.op >= 256) continue;
    switch (static_cast<Opcode>(instr.op)) {
      case Opcode::BUILD_TUPLE:
        if (next && is(*next, Opcode::UNPACK_SEQUENCE) && instr.arg == next->arg &&
            instr.arg >= 1 && instr.arg <= 3) {
          if (instr.arg == 1) {
            set_nop(*next);
          } else {
            next->op = ir(Opcode::SWAP);
          }
          set_nop(instr);
          break;
        }
        fold_tuple(block, i, unit);
        break;
      case Opcode::BUILD_LIST:
      case Opcode::BUILD_SET:
        fold_list_or_set(block, i, unit);
        break;
      case Opcode::STORE_FAST:
        if (next && is(*next, Opcode::STORE_FAST) && instr.arg == next->arg &&
            instr.span.line == next->span.line) {
          set_op(instr, Opcode::POP_TOP);
        }
        break;
      case Opcode::SWAP:
        if (instr.arg == 1) set_nop(instr);
        break;
      case Opcode::LOAD_GLOBAL:
        if (next && is(*next, Opcode::PUSH_NULL) && (instr.arg & 1) == 0) {
          instr.arg |= 1;
          set_nop(*next);
        }
        break;
      case Opcode::COMPARE_OP:
        if (next && is(*next, Opcode::TO_BOOL)) {
          set_op(*next, Opcode::COMPARE_OP, instr.arg | kCompareToBool);
          set_nop(instr);
        }
        break;
      case Opcode::CONTAINS_OP:
      case Opcode::IS_OP:
        if (next && (is(*next, Opcode::TO_BOOL) || is(*next, Opcode::UNARY_NOT))) {
          int invert = is(*next, Opcode::UNARY_NOT);
          set_op(*next, static_cast<Opcode>(instr.op), instr.arg ^ invert);
          set_nop(instr);
        }
        break;
      case Opcode::TO_BOOL:
        if (next && is(*next, Opcode::TO_BOOL)) set_nop(instr);
        break;
      case Opcode::UNARY_NOT:
        if (next && is(*next, Opcode::TO_BOOL)) {
          set_op(*next, Opcode::UNARY_NOT);
          set_nop(instr);
        } else if (next && is(*next, Opcode::UNARY_NOT)) {
          set_nop(instr);
          set_nop(*next);
        } else {
          fold_unary_op(block, i, UnaryFold::kNot, unit);
        }
        break;
      case Opcode::UNARY_INVERT:
        fold_unary_op(block, i, UnaryFold::kInvert, unit);
        break;
      case Opcode::UNARY_NEGATIVE:
        fold_unary_op(block, i, UnaryFold::kNegative, unit);
        break;
      case Opcode::CALL_INTRINSIC_1:
        if (instr.arg == static_cast<int>(Intrinsic1::ListToTuple)) {
          if (next && is(*next, Opcode::GET_ITER)) {
            set_nop(instr);
          } else {
            fold_list_to_tuple(block, i, unit);
          }
        } else if (instr.arg == static_cast<int>(Intrinsic1::UnaryPositive)) {
          fold_unary_op(block, i, UnaryFold::kPositive, unit);
        }
        break;
      case Opcode::BINARY_OP:
        fold_binary_op(block, i, unit);
        break;
      default:
        break;
    }
  }
  for (int i = 0; i < static_cast<int>(block.instrs.size()); ++i) {
    if (!is(block.instrs[i], Opcode::SWAP)) continue;
    i = shorten_swaps(block, i);
    apply_static_swaps(block, i);
  }
}

}  // namespace gilt::compiler
