// By which expression did an instruction get its operands? "account.balance", "forks[2]": what the
// instructions before it put on the stack, as far as they lead straight there.
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <string>
#include <vector>

#include "lab/position.h"

namespace gilt::lab {

class OperandNames {
 public:
  explicit OperandNames(const Position& at) : frame_(at.frame), code_(at.code()), at_(at.index) {}

  // Of the operand `depth` below the top (0: the top) that the instruction finds. "": not known.
  std::string name(int depth) { return before(at_, depth); }

 private:
  std::string before(uint32_t index, int depth);
  std::string made_by(uint32_t index, int depth);
  std::string key(uint32_t index, int depth);
  bool joined(uint32_t index);
  std::string variable(uint32_t slot) const { return code_.localsplus[slot]; }

  const Frame* frame_;
  const Code& code_;
  uint32_t at_;
  std::vector<bool> joined_;  // instructions that several ways lead to
};

}  // namespace gilt::lab
