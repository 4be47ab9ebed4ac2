// Code as text, in the form of CPython 3.14's dis.dis(), with one more column that marks where the
// chosen Python model may switch threads. Jump operands are gilt's: absolute instruction indices.
//
// Pure functions. Source: CPython 3.14 Lib/dis.py.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "bytecode/python_model.h"

namespace gilt {

struct DisassembleOptions {
  std::optional<PythonModel> model;                     // with the column of switch marks
  bool nested = true;                                   // the code objects among the constants too
  int current = -1;                                     // an instruction to point at with -->
  bool offsets = false;                                 // with the column of offsets
  const std::vector<std::string>* constants = nullptr;  // their reprs; null: constant_repr()
};

std::string disassemble(const Code& code, const DisassembleOptions& options = {});

// dis counts offsets in bytes of CPython's bytecode: two for an instruction without caches.
inline constexpr int kOffsetUnit = 2;

// The number of each instruction that has a label: jump targets, and the edges and targets of
// exception ranges.
std::map<uint32_t, int> number_labels(const Code& code);

// '*' after it, 't' after it when the jump is taken, 'c' after a call into C, ' ' never. Under kAny
// '*' (before each), under k314t '|': threads run at the same time.
char switch_mark(Instr instr, PythonModel model);
std::string_view switch_legend(PythonModel model);

// dis's argrepr: the meaning of an operand, "" if the number says it all. Jumps: "to L1" needs
// labels and is left to disassemble().
std::string operand_text(const Code& code, Instr instr);

std::string constant_repr(const Constant& constant);

}  // namespace gilt
