#include "lab/strategies/sequential.h"

#include <algorithm>
#include <limits>

namespace gilt::lab {

ScheduleRun Sequential::choose(const Execution& execution, const std::vector<int>& runnable) {
  const bool goes_on = std::binary_search(runnable.begin(), runnable.end(), execution.last());
  return {goes_on ? execution.last() : runnable.front(), std::numeric_limits<uint64_t>::max()};
}

}  // namespace gilt::lab
