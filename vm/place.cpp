#include "vm/place.h"

#include <fmt/format.h>

#include "vm/types/str.h"

namespace gilt {

std::string Place::text() const {
  const Value name = file();
  return name ? fmt::format("{}:{}", str_view(name), line()) : std::string();
}

}  // namespace gilt
