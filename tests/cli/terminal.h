// A gilt on a pseudo-terminal, as a person would have it.
#pragma once

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "tests/cli/cli_test.h"

namespace gilt::test {

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

}  // namespace gilt::test
