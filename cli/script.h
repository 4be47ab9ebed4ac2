// A script's way from its text to the end of its main thread, whatever host runs it.
//
// Source: CPython Modules/main.c (pymain_run_python), Python/pylifecycle.c (Py_FinalizeEx).
#pragma once

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/source.h"
#include "vm/thread.h"

namespace gilt::cli {

// Runs the script, or the prompt, and says how it ended. What it did not catch is printed.
Ending run_main(Thread& t, const Options& options, const Source& source);

// Then: its threads (those of thread pools are told to end), and what it registered for the end.
void run_exits(Thread& t);

}  // namespace gilt::cli
