// Strategy: answers the choice points of an execution. One file each in lab/strategies/.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "lab/execution.h"

namespace gilt::lab {

class Strategy {
 public:
  virtual ~Strategy() = default;

  // Who makes the next step: one of `runnable` (Execution::runnable(), in order, not empty).
  virtual int choose(const Execution& execution, const std::vector<int>& runnable) = 0;
};

}  // namespace gilt::lab
