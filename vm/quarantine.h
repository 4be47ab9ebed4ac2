// Quarantine: where freed memory waits, as it was, for those who may still look at it: first in, first
// out, until there is too much of it. Bounded, so that a program that frees rightly may run for ever.
//
// Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace gilt {

class Quarantine {
 public:
  static constexpr size_t kMostBytes = size_t{256} << 20;

  struct Block {
    void* memory;
    size_t size;
    bool is_object;  // else raw storage
  };

  // What has waited long enough is added to `released`, for the caller to free.
  void add(const Block& block, std::vector<Block>* released);
  std::vector<Block> take_all();

 private:
  std::mutex mutex_;
  std::deque<Block> blocks_;  // these: under mutex_
  size_t bytes_ = 0;
};

}  // namespace gilt
