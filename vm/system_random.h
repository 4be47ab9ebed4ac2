// Random bytes from the host: the system's, or those of a deterministic world.
#pragma once

#include <cstddef>

#include "vm/thread.h"

namespace gilt {

// False: OSError is pending.
bool system_random(Thread& t, void* out, size_t size);

}  // namespace gilt
