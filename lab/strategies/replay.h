// Replay: what a schedule says, from one of its steps on. At its end there is no answer.
#pragma once

#include "lab/schedule.h"
#include "lab/strategy.h"

namespace gilt::lab {

class Replay final : public Strategy {
 public:
  // `schedule` outlives this. The execution has made `made` of its steps.
  Replay(const Schedule& schedule, uint64_t made);
  ScheduleRun choose(const Execution& execution, const std::vector<int>& runnable) override;

 private:
  void advance(uint64_t steps);

  const Schedule& schedule_;
  uint64_t made_ = 0;
  size_t run_ = 0;     // where step made_ + 1 is
  uint64_t used_ = 0;  // steps of that run that are made
};

}  // namespace gilt::lab
