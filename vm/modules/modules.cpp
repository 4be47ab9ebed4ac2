#include <array>

#include "vm/import.h"
#include "vm/modules/modules.h"

namespace gilt {

std::span<const ModuleRow* const> native_modules() {
  static constexpr std::array kModules = {
#define GILT_MODULE(id) &k_##id##_module,
#include "vm/modules/modules.def"
#undef GILT_MODULE
  };
  return kModules;
}

}  // namespace gilt
