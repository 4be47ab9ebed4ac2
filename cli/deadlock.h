// Deadlocks of a running script: said on standard error, exit status 3.
#pragma once

#include <optional>

#include "cli/options.h"
#include "gil/deadlock_watch.h"

namespace gilt::cli {

// No value with --no-deadlock-check. At a prompt the report is made, but the process goes on:
// Ctrl-C leads back to the prompt. `options` must outlive the watch.
std::optional<gil::DeadlockWatch> watch_for_deadlocks(Runtime& runtime, const Options& options);

}  // namespace gilt::cli
