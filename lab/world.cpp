#include "lab/world.h"

#include <algorithm>
#include <cstring>

namespace gilt::lab {

size_t Input::read(char* memory, size_t size) {
  if (at_ == text_.size() && !ended_) {
    std::optional<std::string> line = source_ ? source_() : std::nullopt;
    ended_ = !line.has_value();
    if (line) text_ += *line;
  }
  const size_t n = std::min(size, text_.size() - at_);
  std::memcpy(memory, text_.data() + at_, n);
  at_ += n;
  saw_end_ = n == 0 && size > 0;
  return n;
}

}  // namespace gilt::lab
