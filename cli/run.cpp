// Running a script from its source to the exit status.
//
// Source: CPython Modules/main.c (pymain_run_python), Python/pylifecycle.c (Py_FinalizeEx).
#include <signal.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/compile_hook.h"
#include "cli/deadlock.h"
#include "cli/finish.h"
#include "cli/script.h"
#include "cli/stats.h"
#include "gil/os_host.h"

namespace gilt::cli {

int run_script(const Options& options) {
  // The script's text, before anything else is built.
  Source source;
  if (auto status = read_source(options, &source)) return *status;

  // A closed pipe is an OSError of the write, not a signal.
  signal(SIGPIPE, SIG_IGN);

  // The Python world: types, builtins, sys. It lives until the process ends, as daemon threads may.
  auto runtime = std::make_unique<Runtime>(gil::OsHost::instance(), options.runtime);
  install_compile_hook(*runtime);
  Thread& t = runtime->main_thread();

  // Threads that nothing can wake end the process with a report.
  std::optional<gil::DeadlockWatch> deadlocks = watch_for_deadlocks(*runtime, options);

  // The script; what it did not catch is printed.
  Ending ending = run_main(t, options, source);

  // Its threads (those of thread pools are told to end), what it registered for the end, the
  // output.
  run_exits(t);
  if (deadlocks) deadlocks->stop(t);
  std::vector<LockLine> locks = lock_lines(t);  // as long as there are variables to name them by
  finish_output(t, &ending);

  // What the locks and the counts did.
  print_stats(t, options.stats, locks);

  leave(std::move(runtime), ending);
}

}  // namespace gilt::cli
