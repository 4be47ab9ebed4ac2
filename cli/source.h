// The script's bytes, from wherever the command line says.
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"

namespace gilt::cli {

struct Source {
  std::string text;
  std::string filename;   // as tracebacks name it: absolute, or "<string>", "<stdin>"
  std::string directory;  // for sys.path[0]; empty: the current directory
};

// A value is the exit status; what is wrong has been said on standard error.
std::optional<int> read_source(const Options& options, Source* source);

// Any other file whole. The same.
std::optional<int> read_file(const std::string& path, std::string* text);

}  // namespace gilt::cli
