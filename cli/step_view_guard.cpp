#include "cli/step_view_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace gilt::cli {
namespace {

// For the handlers. The one guard of the process writes them while its signals are blocked or not
// yet handled.
struct {
  termios modes;
  char farewell[256];
  size_t farewell_size = 0;
  int signal_end = -1;  // of the pipe
  TerminalGuard::OnInterrupt on_interrupt = nullptr;
} state;

void put_back() {
  if (state.farewell_size > 0) {
    (void)!write(STDOUT_FILENO, state.farewell, std::exchange(state.farewell_size, 0));
  }
  tcsetattr(STDOUT_FILENO, TCSADRAIN, &state.modes);
}

void die(int signal) {
  put_back();
  ::signal(signal, SIG_DFL);
  raise(signal);
}

void note(char what) {
  const int saved = errno;
  (void)!write(state.signal_end, &what, 1);
  errno = saved;
}

void note_interrupt(int signal) {
  if (state.on_interrupt != nullptr && !state.on_interrupt()) die(signal);
  note('c');
}

void note_size(int) { note('w'); }

// exit() or os._exit() in the middle of it all.
void put_back_at_exit() {
  if (state.farewell_size > 0) put_back();
}

}  // namespace

TerminalGuard::TerminalGuard(OnInterrupt on_interrupt) {
  tcgetattr(STDOUT_FILENO, &state.modes);
  state.on_interrupt = on_interrupt;
  if (pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) std::abort();
  state.signal_end = pipe_[1];
  static const int once = std::atexit(put_back_at_exit) + std::at_quick_exit(put_back_at_exit);
  (void)once;

  stack_.resize(64 << 10);
  sigaltstack(nullptr, &old_stack_);
  if ((old_stack_.ss_flags & SS_DISABLE) != 0) {
    const stack_t mine{stack_.data(), 0, stack_.size()};
    sigaltstack(&mine, nullptr);
  }
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGHUP, SIGQUIT}) {
    handle(signal, die);
  }
  handle(SIGINT, note_interrupt);
  handle(SIGWINCH, note_size);
}

// Those that somebody else handles stay with them (sanitizers); Ctrl-C and sizes are ours.
void TerminalGuard::handle(int signal, void (*handler)(int)) {
  struct sigaction before;
  sigaction(signal, nullptr, &before);
  const bool ours = signal == SIGINT || signal == SIGWINCH;
  if (!ours && before.sa_handler != SIG_DFL) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
  old_.emplace_back(signal, before);
}

TerminalGuard::~TerminalGuard() {
  for (const auto& [signal, action] : old_) sigaction(signal, &action, nullptr);
  if ((old_stack_.ss_flags & SS_DISABLE) != 0) sigaltstack(&old_stack_, nullptr);
  state.farewell_size = 0;
  state.signal_end = -1;
  state.on_interrupt = nullptr;
  close(pipe_[0]);
  close(pipe_[1]);
}

void TerminalGuard::set_farewell(const std::string& sequence) {
  const size_t size = std::min(sequence.size(), sizeof state.farewell);
  std::memcpy(state.farewell, sequence.data(), size);
  state.farewell_size = size;
}

int TerminalGuard::wait(bool forever) const {
  pollfd both[] = {{STDIN_FILENO, POLLIN, 0}, {pipe_[0], POLLIN, 0}};
  while (poll(both, 2, forever ? -1 : 0) < 0 && errno == EINTR) continue;
  const int signal = next_signal();
  if (signal >= 0) return signal;
  if ((both[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) return 'h';
  return both[0].revents != 0 ? 0 : -1;
}

int TerminalGuard::next_signal() const {
  char what = 0;
  return read(pipe_[0], &what, 1) == 1 ? what : -1;
}

}  // namespace gilt::cli
