// Entry: a line that is being typed on the screen.
//
// A value; no thread-safety of its own.
#pragma once

#include <cstddef>
#include <string>

#include "cli/step_view_key.h"

namespace gilt::cli {

struct Entry {
  std::string label;
  std::string text;
  size_t cursor = 0;  // byte offset

  // Changes the line as the key says. False: the key is not one for that.
  bool edit(const Key& key);
  void set(std::string line);
};

}  // namespace gilt::cli
