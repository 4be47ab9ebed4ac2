// Source files as text.
#pragma once

#include <string>

#include "vm/ref.h"

namespace gilt {

// Reads a whole file. False: OSError pending (not readable, a directory), or MemoryError.
bool read_text_file(Thread& t, const std::string& path, std::string* out);

}  // namespace gilt
