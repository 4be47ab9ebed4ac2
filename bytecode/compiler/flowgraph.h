// From the instruction list of a unit to its final code: basic blocks, optimisation, stack depth,
// layout.
//
// The passes and their order follow CPython 3.14's Python/flowgraph.c, since the bytecode must come
// out the same; no pass fuses a load and a store of one shared variable. Used by one compile() at a
// time.
#pragma once

#include <memory>

#include "bytecode/compiler/ir.h"
#include "bytecode/compiler/unit.h"

namespace gilt::compiler {

// Everything after code generation. Throws SyntaxFailure only if the code is too large.
std::shared_ptr<const Code> finish(Unit& unit, IrList& list);

// The passes, in the order in which finish() runs them.
void label_exception_targets(Graph& graph);
void optimize(Graph& graph, Unit& unit);
void remove_unused_consts(Graph& graph, Unit& unit);
void check_loads_of_unset_locals(Graph& graph, int nlocals, int nparams);
void insert_superinstructions(Graph& graph);
void push_cold_blocks_to_end(Graph& graph);
void resolve_line_numbers(Graph& graph);
void convert_pseudo_conditional_jumps(Graph& graph);
int calculate_stack_depth(Graph& graph);
void prepare_localsplus(Graph& graph, Unit& unit, Code& code);
void convert_pseudo_ops(Graph& graph);
void normalize_jumps(Graph& graph);
void borrow_local_loads(Graph& graph);
void assemble(Graph& graph, Code& code);

// Shared by the passes.
Block* next_nonempty(Block* block);
void remove_redundant_nops_and_jumps(Graph& graph);
int remove_redundant_nops(Graph& graph);
void clear_visited(Graph& graph);
void optimize_block(Block& block, Unit& unit);  // flowgraph_peephole.cpp
void optimize_const_loads(Block& block, Unit& unit);

}  // namespace gilt::compiler
