#include "vm/quarantine.h"

#include <utility>

namespace gilt {
namespace {

// What the books on a block take, here and in the ObjectHistory.
constexpr size_t kBooks = 160;

size_t cost(const Quarantine::Block& block) { return block.size + kBooks; }

}  // namespace

void Quarantine::add(const Block& block, std::vector<Block>* released) {
  std::lock_guard lock(mutex_);
  blocks_.push_back(block);
  for (bytes_ += cost(block); bytes_ > kMostBytes; blocks_.pop_front()) {
    bytes_ -= cost(blocks_.front());
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
