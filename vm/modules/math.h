// The function tables that make up the math module.
#pragma once

#include <span>

#include "vm/native.h"

namespace gilt {

std::span<const MethodRow> math_integer_functions();  // math_integers.cpp: gcd, comb, isqrt, ...
std::span<const MethodRow> math_sum_functions();      // math_sums.cpp: fsum, prod, hypot, ...

}  // namespace gilt
