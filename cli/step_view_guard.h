// TerminalGuard: signals while a terminal is in full-screen mode. Those that would end the process
// put the terminal back in order first; Ctrl-C and a new size of the window become bytes of a pipe,
// so that one poll() waits for them and for keys.
//
// Thread-safety: one OS thread; one at a time in a process. Handlers do only what is
// async-signal-safe.
#pragma once

#include <signal.h>
#include <termios.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace gilt::cli {

class TerminalGuard {
 public:
  // As the terminal is now it will be restored. `on_interrupt`: called for Ctrl-C, in the handler;
  // false ends the process.
  using OnInterrupt = bool (*)();
  explicit TerminalGuard(OnInterrupt on_interrupt);
  ~TerminalGuard();
  TerminalGuard(const TerminalGuard&) = delete;
  TerminalGuard& operator=(const TerminalGuard&) = delete;

  // What ends full-screen mode, once that has begun.
  static void set_farewell(const std::string& sequence);

  // Waits, if it is to, until there is something to read on standard input or a signal has come:
  // 'c' Ctrl-C, 'w' another size, 'h' the terminal is gone, 0 standard input, -1 nothing.
  int wait(bool forever) const;
  // The next signal that has come, without looking at the input; -1: none.
  int next_signal() const;

 private:
  void handle(int signal, void (*handler)(int));

  std::array<int, 2> pipe_{-1, -1};
  std::vector<std::pair<int, struct sigaction>> old_;
  std::vector<char> stack_;  // for handlers, also when a thread's stack has overflowed
  stack_t old_stack_{};
};

}  // namespace gilt::cli
