// Strategy: answers the choice points of an execution. One file each in lab/strategies/.
#pragma once

#include <vector>

#include "lab/execution.h"

namespace gilt::lab {

class Strategy {
 public:
  // No answer: the run ends here.
  static constexpr int kNobody = -1;

  virtual ~Strategy() = default;

  // Who makes the next step, and how many it may make before it is asked again, if it goes on for so
  // long. One of `runnable` (Execution::runnable(), in order, not empty), or kNobody; a strategy that
  // repeats a schedule may also name a thread that sleeps.
  virtual ScheduleRun choose(const Execution& execution, const std::vector<int>& runnable) = 0;
};

}  // namespace gilt::lab
