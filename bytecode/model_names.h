// The names of the Python models, as --python has them.
#pragma once

#include <optional>
#include <string_view>

#include "bytecode/python_model.h"

namespace gilt {

inline constexpr std::string_view kModelNames[] = {"any", "3.9", "3.10", "3.14", "3.14t"};

constexpr std::string_view model_name(PythonModel model) {
  return kModelNames[static_cast<size_t>(model)];
}

constexpr std::optional<PythonModel> model_named(std::string_view name) {
  for (size_t i = 0; i < std::size(kModelNames); ++i) {
    if (kModelNames[i] == name) return static_cast<PythonModel>(i);
  }
  return std::nullopt;
}

static_assert(model_named("any") == PythonModel::kAny && model_named("3.9") == PythonModel::k39 &&
              model_named("3.10") == PythonModel::k310 &&
              model_named("3.14") == PythonModel::k314 &&
              model_named("3.14t") == PythonModel::k314t);

}  // namespace gilt
