#include "vm/moment.h"

#include <fmt/format.h>

#include "vm/types/str.h"

namespace gilt {

bool Moment::in_script() const { return file && !str_view(file).starts_with("<gilt>/"); }

std::string Moment::place() const {
  if (!file) return "the interpreter";
  const std::string_view name = str_view(file);
  const size_t slash = name.rfind('/');
  return fmt::format("{}:{}", name.substr(slash == name.npos ? 0 : slash + 1), line);
}

std::string Moment::text() const {
  return file ? fmt::format("{} ({})", place(), opcode_name(op)) : place();
}

}  // namespace gilt
