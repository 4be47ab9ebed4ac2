#include "lab/strategies/replay.h"

#include <algorithm>

namespace gilt::lab {

Replay::Replay(const Schedule& schedule, uint64_t made) : schedule_(schedule) { advance(made); }

ScheduleRun Replay::choose(const Execution& execution, const std::vector<int>&) {
  advance(execution.steps() - made_);
  if (run_ == schedule_.runs().size()) return {kNobody, 0};
  const ScheduleRun& run = schedule_.runs()[run_];
  return {run.thread, run.steps - used_};
}

void Replay::advance(uint64_t steps) {
  made_ += steps;
  while (steps > 0 && run_ < schedule_.runs().size()) {
    const uint64_t part = std::min(steps, schedule_.runs()[run_].steps - used_);
    steps -= part;
    used_ += part;
    if (used_ < schedule_.runs()[run_].steps) return;
    ++run_;
    used_ = 0;
  }
}

}  // namespace gilt::lab
