// The tables of int's methods and attributes, for init_int__type().
#pragma once

#include <span>

#include "vm/native.h"

namespace gilt {

std::span<const MethodRow> int_methods();
std::span<const AttributeRow> int_attributes();

}  // namespace gilt
