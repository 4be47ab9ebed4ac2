// Which Python decides where the GIL may change hands (design.md 5: `--python`). Plain data.
#pragma once

#include <cstdint>

namespace gilt {

enum class PythonModel : uint8_t {
  kAny,   // before every bytecode: all that the language allows
  k39,    // after nearly every opcode
  k310,   // calls, loop back edges, taken conditional jumps
  k314,   // RESUME, JUMP_BACKWARD, most calls into C; also covers 3.11 to 3.13
  k314t,  // free-threaded: no GIL
};

}  // namespace gilt
