// gilt step --tui where there is no screen to show it on. What it shows is tested in tests/tmux.
#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

TEST_F(Cli, StepTuiNeedsATerminal) {
  const RunResult got = gilt({"step", "--tui", file("script.py", "print(1)\n")});
  EXPECT_EQ(got.status, 2);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(got.err, "gilt: --tui needs a terminal: standard input is none\n");
}

// Runs gilt on a pseudo-terminal of a kind; what it writes, and its exit status.
std::pair<std::string, int> on_terminal(const char* term, const std::string& script) {
  int fd = -1;
  const pid_t child = forkpty(&fd, nullptr, nullptr, nullptr);
  if (child == 0) {
    setenv("TERM", term, 1);
    const char* program = std::getenv("GILT");
    execl(program, program, "step", "--tui", script.c_str(), nullptr);
    _exit(127);
  }
  std::string text;
  char buffer[1 << 10];
  for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<size_t>(n));
  }
  int status = 0;
  waitpid(child, &status, 0);
  close(fd);
  return {text, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

TEST_F(Cli, StepTuiNeedsAScreenToWriteOn) {
  const std::string script = file("script.py", "print(1)\n");
  for (const char* term : {"dumb", "", "no-such-terminal"}) {
    const auto [text, status] = on_terminal(term, script);
    EXPECT_EQ(status, 2);
    EXPECT_EQ(text,
              std::string("gilt: --tui needs a terminal with a screen to write on: TERM is '") +
                  term + "'\r\n");
  }
}

TEST_F(Cli, StepTuiShowsASyntaxErrorWithoutTheScreen) {
  const auto [text, status] = on_terminal("screen", file("script.py", "print(\n"));
  EXPECT_EQ(status, 1);
  EXPECT_CONTAINS(text, "SyntaxError: '(' was never closed");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace gilt::test
