// The interpreter: one loop that serves running, stepping and exploring.
//
// Every instruction is dispatched through a table of labels that the thread points to
// (ThreadState::dispatch): `goto *table[opcode]`. Asking a thread to poll its eval breaker means
// swapping its table for one whose entries, at the opcodes where the modelled Python polls, lead to
// the slow path; so polling costs nothing while nobody asks. (The idea is LuaJIT's, lj_dispatch.c.)
#pragma once

#include "bytecode/python_model.h"
#include "vm/ref.h"

namespace gilt {

using DispatchTable = const void* const*;

// The table of a thread that nobody asks to poll.
DispatchTable fast_dispatch_table();
// The table of a thread that is to poll where `model` does.
DispatchTable poll_dispatch_table(PythonModel model);
// Every entry leads to the poll that comes after an instruction.
DispatchTable after_dispatch_table();
// Every entry leads to RuntimeOptions::step_hook.
DispatchTable step_dispatch_table();

}  // namespace gilt
