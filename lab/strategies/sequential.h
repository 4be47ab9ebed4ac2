// Sequential: the thread that went on last keeps going until it cannot; then the first that can.
#pragma once

#include "lab/strategy.h"

namespace gilt::lab {

class Sequential final : public Strategy {
 public:
  ScheduleRun choose(const Execution& execution, const std::vector<int>& runnable) override;
};

}  // namespace gilt::lab
