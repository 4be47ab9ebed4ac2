// Constant arithmetic at compile time. A result that CPython 3.14 would not fold (too large,
// raises) is empty. Pure functions. Source: CPython 3.14 Python/flowgraph.c, const_folding_*.
#pragma once

#include <optional>

#include "bytecode/code.h"

namespace gilt::compiler {

// `op` is a BinaryOperator.
std::optional<Constant> fold_binary(const Constant& left, int op, const Constant& right);
enum class UnaryFold { kNegative, kInvert, kNot, kPositive };
std::optional<Constant> fold_unary(UnaryFold op, const Constant& operand);
bool constant_is_true(const Constant& value);

}  // namespace gilt::compiler
