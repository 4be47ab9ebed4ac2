// Code as text, in the form of CPython 3.14's dis.dis(), with one more column that marks where the
// chosen Python model may switch threads. Jump operands are gilt's: absolute instruction indices.
//
// Pure functions. Source: CPython 3.14 Lib/dis.py.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bytecode/code.h"
#include "bytecode/python_model.h"

namespace gilt {

struct DisassembleOptions {
  std::optional<PythonModel> model;  // with the column of switch marks
  bool nested = true;                // the code objects among the constants too
  int current = -1;                  // an instruction to point at with -->
};

std::string disassemble(const Code& code, const DisassembleOptions& options = {});

// '*' after it, 't' after it when the jump is taken, 'c' after a call into C, ' ' never. Under kAny
// '*' (before each), under k314t '|': threads run at the same time.
char switch_mark(Instr instr, PythonModel model);
std::string_view switch_legend(PythonModel model);

// dis's argrepr: the meaning of an operand, "" if the number says it all. Jumps: "to L1" needs
// labels and is left to disassemble().
std::string operand_text(const Code& code, Instr instr);

std::string constant_repr(const Constant& constant);

}  // namespace gilt
