#include "cli/deadlock.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cli/finish.h"
#include "cli/stats.h"
#include "gil/domain.h"
#include "gil/stop_the_world.h"
#include "vm/deadlock_report.h"
#include "vm/thread_life.h"

namespace gilt::cli {
namespace {

// Not through sys.stderr: what a script has put there may need a lock of those that are stuck.
void write_to_terminal(std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = write(STDERR_FILENO, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

// Is there a prompt that Ctrl-C leads back to? Not any more when the main thread waits for the
// others at the very end, below all frames.
bool has_prompt(Runtime& runtime, const Options& options, const gil::Deadlock& deadlock) {
  if (options.source != SourceKind::kPrompt && !options.inspect) return false;
  const Thread& main = runtime.main_thread();
  const bool main_is_stuck =
      std::any_of(deadlock.threads.begin(), deadlock.threads.end(),
                  [&](const gil::ThreadWait& wait) { return wait.thread == main.id(); });
  return !main_is_stuck || main.frame != nullptr;
}

// False: Ctrl-C, or the end of the program, came first.
bool report(Thread& observer, const Options& options, const gil::Deadlock& deadlock) {
  gil::StoppedWorld stopped(observer);
  if (gil::find_deadlock(observer.domain(), &observer) != deadlock) return false;
  std::string text = describe_deadlock(observer, deadlock);
  if (has_prompt(observer.runtime, options, deadlock)) {
    write_to_terminal(text + "Ctrl-C leads back to the prompt.\n");
    return true;
  }
  flush_native_streams(observer);
  write_to_terminal(text + stats_of_others(observer, options.stats));
  std::_Exit(kStatusDeadlock);
}

}  // namespace

std::optional<gil::DeadlockWatch> watch_for_deadlocks(Runtime& runtime, const Options& options) {
  if (!options.deadlock_check) return std::nullopt;
  auto report_it = [&runtime, &options](const gil::Deadlock& deadlock) {
    bool done = false;
    run_as_guest(runtime, gil::DeadlockWatch::kStackSize,
                 [&](Thread& observer) { done = report(observer, options, deadlock); });
    return done;
  };
  return std::optional<gil::DeadlockWatch>(std::in_place, runtime.domain, report_it);
}

}  // namespace gilt::cli
