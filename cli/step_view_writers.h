// Writers: who wrote each shared variable last, and which of them other threads than the main one
// have read or written. Follows steps forwards and backwards.
//
// Thread-safety: one OS thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lab/step_record.h"

namespace gilt::cli {

struct Write {
  uint64_t step = 0;
  int thread = 0;
  std::string value;  // that was written; empty for a delete
};

class Writers {
 public:
  // The next step, or one before it that is made anew.
  void add(const lab::StepRecord& record);
  // Forgets what came after `step`.
  void rewind(uint64_t step);
  // The last one it has seen; 0 at the beginning.
  uint64_t step() const { return step_; }

  std::optional<Write> last(const std::string& place) const;
  // Another thread than the main one has read or written it.
  bool is_shared(const std::string& place) const { return shared_since_.contains(place); }
  // The places that were written, in the order of the first writes that were seen.
  std::vector<std::string> places() const;

 private:
  struct Entry {
    Write write;
    uint32_t place;
    int64_t before;  // the entry of the place's write before; -1: none
  };

  std::vector<Entry> log_;
  std::unordered_map<std::string, uint32_t> numbers_;       // of places
  std::vector<std::string> names_;                          // by number
  std::vector<int64_t> newest_;                             // entry of each place; -1: none
  std::unordered_map<std::string, uint64_t> shared_since_;  // step
  uint64_t step_ = 0;
};

}  // namespace gilt::cli
