// The interactive prompt, on a pseudo-terminal as a person would have it.
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <chrono>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

// A gilt on a terminal: type lines, wait for text.
class Terminal {
 public:
  explicit Terminal(const std::vector<std::string>& args) {
    child_ = forkpty(&fd_, nullptr, nullptr, nullptr);
    if (child_ != 0) return;
    const char* program = std::getenv("GILT");
    std::vector<std::string> words = {program ? program : "build/gilt"};
    words.insert(words.end(), args.begin(), args.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    setenv("TERM", "dumb", 1);
    setenv("HOME", "/nonexistent", 1);  // no history of ours in the user's file
    execvp(argv[0], argv.data());
    _exit(127);
  }
  ~Terminal() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(fd_);
  }

  void type(const std::string& text) {
    if (write(fd_, text.data(), text.size()) < 0) ADD_FAILURE() << "the terminal is closed";
  }

  // Reads until the text appears after what was seen before; false when it does not in time.
  bool sees(const std::string& text) {
    auto end = deadline();
    while (true) {
      size_t at = seen_.find(text, from_);
      if (at != std::string::npos) {
        from_ = at + text.size();
        return true;
      }
      if (!drain() || std::chrono::steady_clock::now() > end) return false;
    }
  }

  // The exit status; -1 when the program does not end in time.
  int wait_for_exit() {
    auto end = deadline();
    int status = 0;
    while (waitpid(child_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > end) return -1;
      drain();
    }
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  const std::string& seen() const { return seen_; }

 private:
  static std::chrono::steady_clock::time_point deadline() {
    return std::chrono::steady_clock::now() + std::chrono::seconds(20 * GILT_PATIENCE);
  }

  // Takes what the program has written, after a short wait for it; false when the terminal is closed.
  bool drain() {
    pollfd one = {fd_, POLLIN, 0};
    poll(&one, 1, 100);
    std::array<char, 4096> buffer;
    ssize_t got = one.revents ? read(fd_, buffer.data(), buffer.size()) : 0;
    if (got > 0) seen_.append(buffer.data(), static_cast<size_t>(got));
    return got >= 0;
  }

  pid_t child_ = -1;
  int fd_ = -1;
  std::string seen_;
  size_t from_ = 0;
};

TEST_F(Cli, PromptShowsValuesAndKeepsNames) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x = 20\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x + 22\n");
  EXPECT_TRUE(terminal.sees("42\r\n")) << terminal.seen();
  terminal.type("'text'\n");
  EXPECT_TRUE(terminal.sees("\r\n'text'\r\n")) << terminal.seen();
  // The end of file is typed at the prompt: before it, the line is not yet the editor's.
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait_for_exit(), 0);
}

TEST_F(Cli, PromptReadsSeveralLines) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("def f(a):\n");
  ASSERT_TRUE(terminal.sees("... ")) << terminal.seen();
  terminal.type("    return a * 6\n");
  ASSERT_TRUE(terminal.sees("... ")) << terminal.seen();
  terminal.type("\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("f(7)\n");
  EXPECT_TRUE(terminal.sees("42\r\n")) << terminal.seen();
}

TEST_F(Cli, PromptSurvivesErrors) {
  Terminal terminal({"--gil", "off"});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("1 / 0\n");
  EXPECT_TRUE(terminal.sees("ZeroDivisionError: division by zero")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x = = 1\n");
  EXPECT_TRUE(terminal.sees("SyntaxError: invalid syntax")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("while True: pass\n\n");
  usleep(300000);
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("KeyboardInterrupt")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("raise SystemExit(5)\n");
  EXPECT_EQ(terminal.wait_for_exit(), 5);
}

TEST_F(Cli, PromptSurvivesDeadlocks) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("import threading; lock = threading.Lock(); lock.acquire()\n");
  ASSERT_TRUE(terminal.sees("True\r\n>>> ")) << terminal.seen();
  terminal.type("lock.acquire()\n");
  EXPECT_TRUE(terminal.sees("gilt: deadlock: MainThread waits for a lock that it holds itself"))
      << terminal.seen();
  EXPECT_TRUE(terminal.sees("Ctrl-C leads back to the prompt.\r\n")) << terminal.seen();
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("KeyboardInterrupt")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("threading.Thread(target=lock.acquire).start()\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait_for_exit(), 3) << terminal.seen();
}

TEST_F(Cli, StandardInputThatIsNoTerminalIsAScript) {
  RunResult got = with_input({}, "print(1 + 1)\n'no echo'\n");
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "2\n");
}

}  // namespace
}  // namespace gilt::test
