// The code generator's intermediate form: a list of instructions with labels, then basic blocks.
//
// An IrOp is an Opcode or one of the pseudo-operations below, which the flow graph passes replace.
// Used by one compile() at a time; nothing here is shared between threads.
// Source: CPython 3.14 Python/instruction_sequence.c, Include/internal/pycore_opcode_utils.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bytecode/code.h"

namespace gilt::compiler {

using IrOp = uint16_t;

constexpr IrOp ir(Opcode op) { return static_cast<IrOp>(op); }

enum PseudoOp : IrOp {
  kJump = 256,  // forward or backward, not known yet
  kJumpNoInterrupt,
  kJumpIfFalse,  // COPY 1, TO_BOOL, POP_JUMP_IF_FALSE
  kJumpIfTrue,
  kLoadClosure,         // LOAD_FAST of a cell
  kStoreFastMaybeNull,  // STORE_FAST that may store null
  kPopBlock,            // ends the innermost kSetup*
  kSetupFinally,        // exceptions from here on go to the target
  kSetupCleanup,        // the same, and lasti is pushed
  kSetupWith,           // the same as kSetupCleanup, in a with statement
};

struct Block;

struct IrInstr {
  IrOp op = ir(Opcode::NOP);
  int arg = 0;  // while in a list: a label, for an operation with a target
  SourceSpan span;
  Block* target = nullptr;
  Block* handler = nullptr;  // where exceptions of this instruction go
};

constexpr SourceSpan kNoSpan{};

// A basic block: entered at its start only, left at its end only.
struct Block {
  std::vector<IrInstr> instrs;
  Block* next = nullptr;  // in the order of the final code
  bool labelled = false;
  int predecessors = 0;
  int depth = -1;  // of the stack on entry
  int id = 0;
  uint64_t unsafe_locals = 0;
  bool preserve_lasti = false;
  bool except_handler = false;
  bool cold = false, warm = false, visited = false;

  IrInstr* last() { return instrs.empty() ? nullptr : &instrs.back(); }
  bool falls_through() const;
  bool exits_scope() const;
  bool has_no_line() const;
};

bool ir_has_target(IrOp op);
bool ir_is_jump(IrOp op);  // has a target and is not a block push
bool ir_is_block_push(IrOp op);
bool ir_is_unconditional_jump(IrOp op);
bool ir_is_conditional_jump(IrOp op);  // POP_JUMP_IF_*
bool ir_is_scope_exit(IrOp op);        // RETURN_VALUE, RAISE_VARARGS, RERAISE
bool ir_is_terminator(IrOp op);        // last in its block: jumps and scope exits
int ir_pops(IrOp op, int arg);
int ir_pushes(IrOp op, int arg);
// Effect on the stack; `jump` for the path to the target.
int ir_stack_effect(IrOp op, int arg, bool jump);

struct Label {
  int id = -1;
};

// The instructions of one code unit in source order.
class IrList {
 public:
  Label new_label();
  void use_label(Label label);
  void add(IrOp op, int arg, SourceSpan span) { instrs_.push_back({op, arg, span}); }
  void insert(size_t index, IrInstr instr);
  std::vector<IrInstr>& instrs() { return instrs_; }
  int label_position(int id) const { return labels_[id]; }

 private:
  std::vector<IrInstr> instrs_;
  std::vector<int> labels_;  // position by id
};

// The blocks of one code unit; `entry` leads through Block::next.
class Graph {
 public:
  explicit Graph(IrList& list);
  Block* entry() { return entry_; }
  Block* new_block();

 private:
  std::vector<std::unique_ptr<Block>> blocks_;
  Block* entry_;
};

inline void set_nop(IrInstr& instr) {
  instr.op = ir(Opcode::NOP);
  instr.arg = 0;
  instr.target = nullptr;
}

}  // namespace gilt::compiler
