// Round-robin: one thread after the other, each for a number of steps.
#pragma once

#include "lab/strategy.h"

namespace gilt::lab {

class RoundRobin final : public Strategy {
 public:
  explicit RoundRobin(uint64_t slice = 1) : slice_(slice) {}
  ScheduleRun choose(const Execution& execution, const std::vector<int>& runnable) override;

 private:
  const uint64_t slice_;
};

}  // namespace gilt::lab
