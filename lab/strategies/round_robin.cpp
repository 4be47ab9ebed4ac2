#include "lab/strategies/round_robin.h"

#include <algorithm>

namespace gilt::lab {

// Who went on last decides, not who was chosen last: so a run goes on where an earlier one stopped.
ScheduleRun RoundRobin::choose(const Execution& execution, const std::vector<int>& runnable) {
  auto next = execution.steps() == 0
                  ? runnable.begin()
                  : std::upper_bound(runnable.begin(), runnable.end(), execution.last());
  return {next == runnable.end() ? runnable.front() : *next, slice_};
}

}  // namespace gilt::lab
