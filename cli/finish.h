// How a script ends: what it did not catch, the threads it has left, its buffered output.
//
// Source: CPython Python/pythonrun.c (handle_system_exit), Python/pylifecycle.c (Py_FinalizeEx,
// wait_for_thread_shutdown, flush_std_files).
#pragma once

#include "vm/ref.h"

namespace gilt::cli {

struct Ending {
  int status = 0;
  bool interrupted = false;  // by Ctrl-C: the process is to die of SIGINT
};

// Takes the pending exception, if any: SystemExit gives the status, everything else is printed.
Ending report_ending(Thread& t);

// Waits for the threads that are no daemons (threading._shutdown).
void wait_for_threads(Thread& t);

// From here on no other thread runs Python. Flushes sys.stdout and sys.stderr; when that fails, the
// status becomes 120.
void finish_output(Thread& t, Ending* ending);

}  // namespace gilt::cli
