// One instruction: a 32-bit word, opcode in the low 8 bits, operand in the high 24. Immutable once
// compiled, so any number of threads may read it.
#pragma once

#include <cstdint>

#include "bytecode/opcode.h"

namespace gilt {

struct Instr {
  uint32_t word = 0;

  static constexpr uint32_t kMaxArg = (1u << 24) - 1;

  static constexpr Instr make(Opcode op, uint32_t arg = 0) {
    return Instr{arg << 8 | static_cast<uint8_t>(op)};
  }
  constexpr uint8_t opcode() const { return static_cast<uint8_t>(word); }
  constexpr Opcode op() const { return static_cast<Opcode>(opcode()); }
  constexpr uint32_t arg() const { return word >> 8; }
  friend constexpr bool operator==(Instr, Instr) = default;
};
static_assert(sizeof(Instr) == 4);

}  // namespace gilt
