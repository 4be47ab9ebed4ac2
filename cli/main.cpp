// gilt: runs Python scripts, with the GIL on or off.
#include "cli/commands.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  using namespace gilt::cli;
  Options options;

  // --help, --version and mistakes end here.
  if (auto status = parse_command_line(argc, argv, &options)) return *status;

  // gilt dis script.py: show its bytecode.
  if (options.command == Command::kDis) return run_dis(options);

  // gilt step script.py: a prompt, or commands from standard input.
  if (options.command == Command::kStep) return run_step(options);

  // gilt script.py, -c, -, or a prompt: run it, wait for its threads, leave with its status.
  return run_script(options);
}
