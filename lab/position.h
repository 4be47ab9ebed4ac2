// Position: where a thread of an execution stands, and its instruction in words. For everything in
// the lab that looks at threads.
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <optional>
#include <string>

#include "bytecode/code.h"
#include "lab/lab_thread.h"

namespace gilt::lab {

struct Position {
  const Frame* frame = nullptr;
  uint32_t index = 0;            // of the instruction it is at, or in the middle of
  const StackRef* sp = nullptr;  // null: not known, native code that it called is at work

  const Code& code() const { return *frame->code->code; }
  Instr instr() const { return code().instrs[index]; }
  int line() const { return line_of(code(), index); }

  // The line of an instruction. Of those that have none: at the beginning of a handler that of the
  // handler, else the one before them. 0: unknown.
  static int line_of(const Code& code, uint32_t index);
};

// No value: it has no Python frame, being at its beginning or its end.
std::optional<Position> position_of(const LabThread& thread);

// What the operand stands for: "counter", "+=", "to 12"; of numbers their text; "" if it has none.
std::string operand_of(const Code& code, Instr instr);
// "STORE_GLOBAL counter".
std::string instruction_text(const Code& code, Instr instr);

// The name of a file without its directories.
std::string short_name(std::string_view file);

}  // namespace gilt::lab
