// A random walk: at each choice point every thread that can go on is as likely as any other. The
// same seed makes the same choices, in every build.
#pragma once

#include <random>

#include "lab/strategy.h"

namespace gilt::lab {

class RandomWalk final : public Strategy {
 public:
  explicit RandomWalk(uint64_t seed) : random_(seed) {}
  ScheduleRun choose(const Execution& execution, const std::vector<int>& runnable) override;

 private:
  std::mt19937_64 random_;
};

}  // namespace gilt::lab
