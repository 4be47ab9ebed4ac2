// The native modules: one row each, defined in vm/modules/<name>.cpp.
#pragma once

#include "vm/native.h"

namespace gilt {

#define GILT_MODULE(id) extern const ModuleRow k_##id##_module;
#include "vm/modules/modules.def"
#undef GILT_MODULE

}  // namespace gilt
