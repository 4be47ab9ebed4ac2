// What holds along the paths of the graph: handlers, stack depth, unset locals, borrowed loads.
#include <algorithm>

#include "bytecode/compiler/flowgraph.h"

namespace gilt::compiler {
namespace {

bool is(const IrInstr& instr, Opcode op) { return instr.op == ir(op); }

}  // namespace

// --- exception handlers ---

void label_exception_targets(Graph& graph) {
  clear_visited(graph);
  for (Block* b = graph.entry(); b; b = b->next) {
    for (IrInstr& instr : b->instrs) {
      if (ir_is_block_push(instr.op)) instr.target->except_handler = true;
    }
  }
  using Handlers = std::vector<Block*>;
  std::vector<std::pair<Block*, Handlers>> todo{{graph.entry(), {}}};
  graph.entry()->visited = true;
  while (!todo.empty()) {
    Block* b = todo.back().first;
    Handlers handlers = std::move(todo.back().second);
    todo.pop_back();
    auto reach = [&](Block* target) {
      if (target->visited) return;
      target->visited = true;
      todo.emplace_back(target, handlers);
    };
    int yield_depth = -1;
    for (IrInstr& instr : b->instrs) {
      Block* handler = handlers.empty() ? nullptr : handlers.back();
      if (ir_is_block_push(instr.op)) {
        reach(instr.target);
        if (instr.op != kSetupFinally) instr.target->preserve_lasti = true;
        handlers.push_back(instr.target);
        continue;
      }
      if (instr.op == kPopBlock) {
        handlers.pop_back();
        set_nop(instr);
        continue;
      }
      instr.handler = handler;
      if (ir_is_jump(instr.op)) {
        reach(instr.target);
      } else if (is(instr, Opcode::YIELD_VALUE)) {
        yield_depth = static_cast<int>(handlers.size());
      } else if (is(instr, Opcode::RESUME) && instr.arg != 0) {
        if (yield_depth == 1) instr.arg |= kResumeDepth1;
        yield_depth = -1;
      }
    }
    if (b->falls_through() && b->next) reach(b->next);
  }
}

// --- stack depth ---

int calculate_stack_depth(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) b->depth = -1;
  std::vector<Block*> todo;
  auto push = [&](Block* b, int depth) {
    if (b->depth >= 0) return;
    b->depth = depth;
    todo.push_back(b);
  };
  push(graph.entry(), 0);
  int deepest = 0;
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    int depth = b->depth;
    for (IrInstr& instr : b->instrs) {
      if (ir_has_target(instr.op) && !is(instr, Opcode::END_ASYNC_FOR)) {
        int at_target = depth + ir_stack_effect(instr.op, instr.arg, true);
        deepest = std::max(deepest, at_target);
        push(instr.target, at_target);
      }
      depth += ir_stack_effect(instr.op, instr.arg, false);
      deepest = std::max(deepest, depth);
    }
    if (b->falls_through() && b->next) push(b->next, depth);
  }
  return deepest;
}

// --- locals that may be unset ---

namespace {

constexpr int kTracked = 64;  // slots followed across blocks; the others only within one

bool unsets(const IrInstr& instr) {
  return is(instr, Opcode::DELETE_FAST) || is(instr, Opcode::LOAD_FAST_AND_CLEAR) ||
         instr.op == kStoreFastMaybeNull;
}

void check_many_locals(Graph& graph, int nlocals) {
  std::vector<int> set_in(nlocals);
  int number = 0;
  for (Block* b = graph.entry(); b; b = b->next) {
    ++number;
    for (IrInstr& instr : b->instrs) {
      if (instr.arg < kTracked || instr.arg >= nlocals) continue;
      if (unsets(instr)) {
        set_in[instr.arg] = 0;
      } else if (is(instr, Opcode::STORE_FAST)) {
        set_in[instr.arg] = number;
      } else if (is(instr, Opcode::LOAD_FAST)) {
        if (set_in[instr.arg] != number) instr.op = ir(Opcode::LOAD_FAST_CHECK);
        set_in[instr.arg] = number;
      }
    }
  }
}

}  // namespace

void check_loads_of_unset_locals(Graph& graph, int nlocals, int nparams) {
  if (nlocals == 0) return;
  if (nlocals > kTracked) check_many_locals(graph, nlocals);
  clear_visited(graph);
  std::vector<Block*> todo;
  auto push = [&](Block* b, uint64_t unsafe) {
    uint64_t both = b->unsafe_locals | unsafe;
    if (both == b->unsafe_locals) return;
    b->unsafe_locals = both;
    if (b->visited) return;
    b->visited = true;
    todo.push_back(b);
  };
  auto scan = [&](Block* b) {
    uint64_t unsafe = b->unsafe_locals;
    for (IrInstr& instr : b->instrs) {
      if (instr.handler) push(instr.handler, unsafe);
      if (instr.arg < 0 || instr.arg >= kTracked) continue;
      uint64_t bit = uint64_t{1} << instr.arg;
      if (unsets(instr)) {
        unsafe |= bit;
      } else if (is(instr, Opcode::STORE_FAST) || is(instr, Opcode::LOAD_FAST_CHECK)) {
        unsafe &= ~bit;
      } else if (is(instr, Opcode::LOAD_FAST)) {
        if (unsafe & bit) instr.op = ir(Opcode::LOAD_FAST_CHECK);
        unsafe &= ~bit;
      }
    }
    if (b->next && b->falls_through()) push(b->next, unsafe);
    if (b->last() && ir_is_jump(b->last()->op)) push(b->last()->target, unsafe);
  };
  uint64_t start = 0;
  for (int i = nparams; i < std::min(nlocals, kTracked); ++i) start |= uint64_t{1} << i;
  push(graph.entry(), start);
  for (Block* b = graph.entry(); b; b = b->next) scan(b);
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    b->visited = false;
    scan(b);
  }
}

// --- superinstructions ---

void insert_superinstructions(Graph& graph) {
  for (Block* b = graph.entry(); b; b = b->next) {
    for (size_t i = 0; i + 1 < b->instrs.size(); ++i) {
      IrInstr &first = b->instrs[i], &second = b->instrs[i + 1];
      Opcode fused;
      if (is(first, Opcode::LOAD_FAST) && is(second, Opcode::LOAD_FAST)) {
        fused = Opcode::LOAD_FAST_LOAD_FAST;
      } else if (is(first, Opcode::STORE_FAST) && is(second, Opcode::LOAD_FAST)) {
        fused = Opcode::STORE_FAST_LOAD_FAST;
      } else if (is(first, Opcode::STORE_FAST) && is(second, Opcode::STORE_FAST)) {
        fused = Opcode::STORE_FAST_STORE_FAST;
      } else {
        continue;
      }
      int line1 = first.span.line, line2 = second.span.line;
      if (line1 >= 0 && line2 >= 0 && line1 != line2) continue;
      if (first.arg >= 16 || second.arg >= 16) continue;
      first.op = ir(fused);
      first.arg = first.arg << 4 | second.arg;
      set_nop(second);
    }
  }
  remove_redundant_nops(graph);
}

// --- borrowed loads ---

namespace {

// A value on the abstract stack: the load that made it and the local it refers to.
struct Reference {
  int instr = -1;
  int local = -1;
};

// Follows one block. A load may borrow when its value is consumed in the block, is never stored to
// a local, and the local it came from keeps its value meanwhile.
class BorrowScan {
 public:
  explicit BorrowScan(Block& block) : block_(block), strong_(block.instrs.size()) {
    stack_.resize(std::max(block.depth, 0));
  }

  // Runs the block; `reach` is called with each successor and its depth.
  template <class Reach>
  void run(Reach reach) {
    for (size_t i = 0; i < block_.instrs.size(); ++i) step(static_cast<int>(i), reach);
    if (block_.falls_through() && block_.next) reach(block_.next, depth());
    for (const Reference& r : stack_) keep(r);
    for (size_t i = 0; i < block_.instrs.size(); ++i) {
      IrInstr& instr = block_.instrs[i];
      if (strong_[i]) continue;
      if (is(instr, Opcode::LOAD_FAST)) instr.op = ir(Opcode::LOAD_FAST_BORROW);
      if (is(instr, Opcode::LOAD_FAST_LOAD_FAST)) {
        instr.op = ir(Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW);
      }
    }
  }

 private:
  int depth() const { return static_cast<int>(stack_.size()); }
  void push(int instr, int local = -1) { stack_.push_back({instr, local}); }
  Reference pop() {
    Reference top = stack_.back();
    stack_.pop_back();
    return top;
  }
  void pop(int count) { stack_.resize(stack_.size() - count); }
  void keep(const Reference& r) {
    if (r.instr >= 0) strong_[r.instr] = true;
  }
  void overwrite(int local) {
    for (const Reference& r : stack_) {
      if (r.local == local) keep(r);
    }
  }
  void store(int local) {
    Reference value = pop();
    overwrite(local);
    keep(value);
  }

  template <class Reach>
  void step(int i, Reach reach) {
    const IrInstr& instr = block_.instrs[i];
    int arg = instr.arg;
    int pops = ir_pops(instr.op, arg), pushes = ir_pushes(instr.op, arg);
    switch (static_cast<Opcode>(instr.op)) {
      case Opcode::LOAD_FAST:
        return push(i, arg);
      case Opcode::LOAD_FAST_AND_CLEAR:
        overwrite(arg);
        return push(i, arg);
      case Opcode::DELETE_FAST:
        return overwrite(arg);
      case Opcode::LOAD_FAST_LOAD_FAST:
        push(i, arg >> 4);
        return push(i, arg & 15);
      case Opcode::STORE_FAST:
        return store(arg);
      case Opcode::STORE_FAST_LOAD_FAST:
        store(arg >> 4);
        return push(i, arg & 15);
      case Opcode::STORE_FAST_STORE_FAST:
        store(arg >> 4);
        return store(arg & 15);
      case Opcode::COPY:
        return stack_.push_back(stack_[stack_.size() - arg]);
      case Opcode::SWAP:
        return std::swap(stack_.back(), stack_[stack_.size() - arg]);
      // The input stays where it is, or comes back as the output.
      case Opcode::FORMAT_SIMPLE:
      case Opcode::GET_ANEXT:
      case Opcode::GET_LEN:
      case Opcode::GET_YIELD_FROM_ITER:
      case Opcode::IMPORT_FROM:
      case Opcode::MATCH_KEYS:
      case Opcode::MATCH_MAPPING:
      case Opcode::MATCH_SEQUENCE:
      case Opcode::WITH_EXCEPT_START:
        for (int k = pops; k < pushes; ++k) push(i);
        return;
      case Opcode::DICT_MERGE:
      case Opcode::DICT_UPDATE:
      case Opcode::LIST_APPEND:
      case Opcode::LIST_EXTEND:
      case Opcode::MAP_ADD:
      case Opcode::RERAISE:
      case Opcode::SET_ADD:
      case Opcode::SET_UPDATE:
        return pop(pops - pushes);
      case Opcode::END_SEND:
      case Opcode::SET_FUNCTION_ATTRIBUTE: {
        Reference top = pop();
        pop();
        return push(top.instr, top.local);
      }
      case Opcode::CHECK_EXC_MATCH:
        pop();
        return push(i);
      case Opcode::FOR_ITER:
        reach(instr.target, depth() + 1);
        return push(i);
      case Opcode::LOAD_ATTR:
      case Opcode::LOAD_SUPER_ATTR: {
        Reference self = pop();
        pop(pops - 1);
        push(i);
        if (arg & 1) push(self.instr, self.local);
        return;
      }
      case Opcode::LOAD_SPECIAL:
      case Opcode::PUSH_EXC_INFO: {
        Reference top = pop();
        push(i);
        return push(top.instr, top.local);
      }
      case Opcode::SEND:
        reach(instr.target, depth());
        pop();
        return push(i);
      default:
        if (ir_has_target(instr.op) && !is(instr, Opcode::END_ASYNC_FOR)) {
          reach(instr.target, depth() - pops + pushes);
        }
        pop(pops);
        for (int k = 0; k < pushes; ++k) push(i);
    }
  }

  Block& block_;
  std::vector<bool> strong_;
  std::vector<Reference> stack_;
};

}  // namespace

void borrow_local_loads(Graph& graph) {
  clear_visited(graph);
  std::vector<Block*> todo{graph.entry()};
  graph.entry()->visited = true;
  graph.entry()->depth = 0;
  while (!todo.empty()) {
    Block* b = todo.back();
    todo.pop_back();
    BorrowScan(*b).run([&](Block* target, int depth) {
      if (target->visited) return;
      target->visited = true;
      target->depth = depth;
      todo.push_back(target);
    });
  }
}

}  // namespace gilt::compiler
