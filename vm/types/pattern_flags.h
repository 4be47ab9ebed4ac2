// Which patterns of `match` a class's instances fit: bits of Type::flags_bits beside those of
// vm/type.h. Classes inherit them; registering with an abstract base class gives them too (_abc).
//
// Thread-safety: as Type::flags_bits.
#pragma once

#include <cstdint>

#include "vm/type.h"

namespace gilt {

inline constexpr uint32_t kSequencePattern = 1u << 24;
inline constexpr uint32_t kMappingPattern = 1u << 25;
inline constexpr uint32_t kPatternMask = kSequencePattern | kMappingPattern;

}  // namespace gilt
