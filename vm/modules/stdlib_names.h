// sys.stdlib_module_names: the modules of CPython 3.14's standard library, whether gilt has them or
// not (so that "Did you forget to import" can name them).
#pragma once

#include <span>
#include <string_view>

namespace gilt {

std::span<const std::string_view> stdlib_module_names();  // sorted
bool is_stdlib_module(std::string_view name);

}  // namespace gilt
