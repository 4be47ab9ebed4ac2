// The commands: each returns the exit status of the process.
#pragma once

#include "cli/options.h"

namespace gilt::cli {

int run_dis(const Options& options);
int run_step(const Options& options);

// Does not return when threads of the script are still running: the process ends under them.
int run_script(const Options& options);

}  // namespace gilt::cli
