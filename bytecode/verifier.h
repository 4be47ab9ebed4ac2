// Checks that a Code is well formed, so that the interpreter need not: operands in range, jumps to
// instructions, one stack depth at each instruction whichever way control comes, never below zero
// or above stack_size, no running off the end. Locals that are loaded unset and types are not its
// business.
//
// Pure functions.
#pragma once

#include <string>

#include "bytecode/code.h"

namespace gilt {

// What is wrong, with the instruction's index, or an empty string. Nested code is checked as well.
std::string verify(const Code& code);

}  // namespace gilt
