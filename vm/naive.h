// The naive policy without the GIL: counts get lost, and objects are freed while somebody still holds
// them. That is the lesson, so it must not crash the VM: freed memory waits in a quarantine, and the
// next count of a freed object ends the program with a report (design: "Reference counts").
#pragma once

#include <cstddef>
#include <deque>
#include <mutex>

#include "gil/domain.h"

namespace gilt {

// Freed memory, first in first out, until there is too much of it.
// Thread-safety: any thread.
class Quarantine {
 public:
  static constexpr size_t kMost = size_t{1} << 22;  // blocks

  Quarantine() = default;
  ~Quarantine();
  Quarantine(const Quarantine&) = delete;
  Quarantine& operator=(const Quarantine&) = delete;

  // `release` frees `memory` when its turn comes.
  void add(void* memory, void (*release)(void*));

 private:
  struct Block {
    void* memory;
    void (*release)(void*);
  };
  std::mutex mutex_;
  std::deque<Block> blocks_;  // under mutex_
};

// gil::Options::report_freed: says what was touched on stderr, and ends the process with status 4.
inline constexpr int kStatusEarlyFree = 4;
void report_early_free(void* runtime, gil::ThreadState& thread, gil::RefCount& count,
                       gil::FreedTouch touch);

}  // namespace gilt
