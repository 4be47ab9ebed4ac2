// How a script ends: what it did not catch, its buffered output, its status.
//
// Source: CPython Python/pythonrun.c (handle_system_exit), Python/pylifecycle.c (Py_FinalizeEx,
// wait_for_thread_shutdown, flush_std_files).
#pragma once

#include <memory>

#include "vm/runtime.h"

namespace gilt::cli {

struct Ending {
  int status = 0;
  bool interrupted = false;  // by Ctrl-C: the process is to die of SIGINT
};

// Takes the pending exception, if any: SystemExit gives the status, everything else is printed.
Ending report_ending(Thread& t);

// From here on no other thread runs Python. Runs the finalizers of what modules hold, and flushes
// sys.stdout and sys.stderr before and after; when that fails, the status becomes 120.
void finish_output(Thread& t, Ending* ending);

// The end of the runtime, and of the process. Builds with GILT_HEAP_REGISTRY look for counts that
// were never given back (status 99 when there are any) and free everything; others leave that to
// the system.
[[noreturn]] void leave(std::unique_ptr<Runtime> runtime, Ending ending);

// Writes what sys.__stdout__ and sys.__stderr__ have buffered. Runs no Python code.
void flush_native_streams(Thread& t);

}  // namespace gilt::cli
