// Deadlocks in words: who holds what since which line, and waits for what at which line.
//
// Thread-safety: describe_deadlock() is called by an attached thread of the runtime, with the world
// stopped (GIL off) or the GIL held, about threads that stand still.
#pragma once

#include <string>

#include "gil/deadlock.h"
#include "vm/thread.h"

namespace gilt {

// Several lines, each ending in a newline.
std::string describe_deadlock(Thread& t, const gil::Deadlock& deadlock);

}  // namespace gilt
