#include "vm/quarantine.h"

#include <utility>

namespace gilt {

void Quarantine::add(const Block& block, std::vector<Block>* released) {
  std::lock_guard lock(mutex_);
  blocks_.push_back(block);
  for (bytes_ += block.size; bytes_ > kMostBytes; blocks_.pop_front()) {
    bytes_ -= blocks_.front().size;
    released->push_back(blocks_.front());
  }
}

std::vector<Quarantine::Block> Quarantine::take_all() {
  std::lock_guard lock(mutex_);
  bytes_ = 0;
  const std::deque<Block> all = std::exchange(blocks_, {});
  return {all.begin(), all.end()};
}

}  // namespace gilt
