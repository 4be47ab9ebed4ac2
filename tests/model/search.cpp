#include "tests/model/search.h"

#include <cstdio>
#include <cstdlib>

namespace gilt::model {

int Search::choose(const Options& options) {
  if (options.count == 1) return options.values[0];
  if (depth_ == path_.size()) path_.push_back({options});
  const Choice& choice = path_[depth_++];
  if (choice.options != options) {
    std::fputs("model tests: the same choices led to another execution\n", stderr);
    std::abort();
  }
  return choice.options.values[choice.taken];
}

bool Search::next() {
  while (!path_.empty()) {
    Choice& last = path_.back();
    if (++last.taken < last.options.count) return true;
    path_.pop_back();
  }
  return false;
}

}  // namespace gilt::model
