#include "lab/strategies/random_walk.h"

namespace gilt::lab {

// The remainder is hardly off an even distribution; those of <random> differ between libraries.
ScheduleRun RandomWalk::choose(const Execution&, const std::vector<int>& runnable) {
  return {runnable.size() == 1 ? runnable[0] : runnable[random_() % runnable.size()], 1};
}

}  // namespace gilt::lab
