// Running a program and seeing what it did: output, errors, exit status.
//
// Thread-safety: none needed, every call stands alone; the runners are single-threaded.
// Invariants: 1. the child leads its own process group, and the whole group is gone when run()
// returns;
//             2. both streams are read to their end, however much there is.
// Source: POSIX fork, execvp, poll, waitpid.
#pragma once

#include <string>
#include <vector>

namespace gilt::test {

struct RunOptions {
  std::string input;              // standard input of the child
  std::string directory;          // working directory; empty: ours
  std::vector<std::string> env;   // NAME=value, added to ours; NAME alone removes
  double timeout = 60;            // seconds; then the group is killed and timed_out is set
  std::string interrupt_after;    // not empty: once standard output holds this text, send SIGINT
  double interrupt_delay = 0.2;   // seconds between seeing the text and the SIGINT
  bool close_input_late = false;  // keep standard input open until the child ends
};

struct RunResult {
  int status = 0;  // as a shell says it: the exit status, or 128 + the signal that ended the child
  bool timed_out = false;
  std::string out;
  std::string err;
  double seconds = 0;  // wall time, for reports only
};

// Runs argv[0] (looked up in PATH) with its arguments. A program that cannot be started gives
// status 127 and the reason in err.
RunResult run(const std::vector<std::string>& argv, const RunOptions& options = {});

// The command line as one would type it, for messages.
std::string command_line(const std::vector<std::string>& argv);

}  // namespace gilt::test
