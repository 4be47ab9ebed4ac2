// The parts of the builtins module, one table each.
#pragma once

#include <span>

#include "vm/native.h"

namespace gilt {

std::span<const MethodRow> builtin_object_functions();     // builtins_objects.cpp
std::span<const MethodRow> builtin_iteration_functions();  // builtins_iteration.cpp
std::span<const MethodRow> builtin_code_functions();       // builtins_code.cpp
std::span<const MethodRow> builtin_io_functions();         // builtins_io.cpp

}  // namespace gilt
