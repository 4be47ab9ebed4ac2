// The names by which tests speak of gilt's modes, and the options each stands for.
//
//   on, off                   --gil on, --gil off
//   any, 3.9, 3.10, 3.14      the GIL on, under that model
//   3.14t                     --python 3.14t
//   biased, atomic, naive, separate-test    the GIL off, with that reference-count policy
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gilt::test {

inline std::optional<std::vector<std::string>> mode_options(const std::string& name) {
  using Options = std::vector<std::string>;
  if (name == "on" || name == "off") return Options{"--gil", name};
  if (name == "any" || name == "3.9" || name == "3.10" || name == "3.14") {
    return Options{"--gil", "on", "--python", name};
  }
  if (name == "3.14t") return Options{"--python", name};
  if (name == "biased" || name == "atomic" || name == "naive" || name == "separate-test") {
    return Options{"--gil", "off", "--refcount", name};
  }
  return std::nullopt;
}

}  // namespace gilt::test
