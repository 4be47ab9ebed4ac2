// --stats: what the GIL and the reference counts did, on standard error.
#pragma once

#include "cli/options.h"
#include "vm/thread.h"

namespace gilt::cli {

// To be called at the end, by the thread that finalises. kNone prints nothing.
void print_stats(Thread& t, StatsForm form);

}  // namespace gilt::cli
