// A syntax tree as text, in the form of Python's ast.dump(tree, include_attributes=...).
// Thread-safety: pure function. Optional fields that are absent are left out, as Python 3.13 does.
#pragma once

#include <string>

#include "bytecode/compiler/ast.h"

namespace gilt::ast {

/// `attributes`: with lineno, col_offset, end_lineno and end_col_offset.
std::string dump(const ModNode* module, bool attributes = false);

}  // namespace gilt::ast
