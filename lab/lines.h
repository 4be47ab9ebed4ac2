// Source lines of code: where one begins, and which lines have code.
//
// Thread-safety: the lab's OS thread, between steps. Source: CPython 3.14 Python/instrumentation.c (initialize_lines), whose line events
// these are.
#pragma once

#include <cstdint>
#include <optional>

#include "bytecode/code.h"
#include "lab/lab_thread.h"

namespace gilt::lab {

// May a line of the source begin at this instruction? Also where a loop comes back to its head, but
// not in what runs before a function's first line.
bool starts_line(const Code& code, uint32_t index);

// Does the thread begin a line with the instruction that it stands at?
bool begins_line(const LabThread& thread);

// The instruction behind what every call of a function begins with; that of RESUME 0, and one more.
uint32_t first_of_body(const Code& code);

// The first line from `line` on at which an instruction of `code`, or of the code within it, begins.
std::optional<int> line_with_code(const Code& code, int line);

}  // namespace gilt::lab
