// Search: depth first through all paths of choices, by running again from the beginning. The path
// is the stack of choices taken; next() turns the last one that has an option left and forgets what
// came after it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gilt::model {

// What may be chosen at one point: small numbers, in the order in which they are tried.
struct Options {
  static constexpr size_t kMost = 8;
  std::array<uint8_t, kMost> values{};
  uint8_t count = 0;

  void add(int value) { values[count++] = static_cast<uint8_t>(value); }
  bool operator==(const Options&) const = default;
};

class Search {
 public:
  // The execution asks: as on the path so far, then the first option.
  int choose(const Options& options);

  void begin() { depth_ = 0; }      // an execution begins
  bool next();                      // to the next path; false: that was the last
  void forget() { path_.clear(); }  // start all over

 private:
  struct Choice {
    Options options;
    uint8_t taken = 0;
  };
  std::vector<Choice> path_;
  size_t depth_ = 0;  // choices made in this execution
};

}  // namespace gilt::model
