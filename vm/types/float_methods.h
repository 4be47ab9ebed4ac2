// The tables of float's methods and attributes, for init_float__type().
#pragma once

#include <span>

#include "vm/native.h"

namespace gilt {

std::span<const MethodRow> float_methods();
std::span<const AttributeRow> float_attributes();

}  // namespace gilt
