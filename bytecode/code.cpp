#include "bytecode/code.h"

#include <algorithm>

namespace gilt {

const ExceptionRange* Code::find_handler(uint32_t index) const {
  auto after = std::upper_bound(exceptions.begin(), exceptions.end(), index,
                                [](uint32_t i, const ExceptionRange& r) { return i < r.start; });
  if (after == exceptions.begin()) return nullptr;
  const ExceptionRange& range = *std::prev(after);
  return index < range.end ? &range : nullptr;
}

}  // namespace gilt
