#include "tests/support/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace gilt::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends;
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
      read_end = ends[0];
      write_end = ends[1];
    }
  }
  ~Pipe() {
    shut(read_end);
    shut(write_end);
  }
  static void shut(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

[[noreturn]] void become_child(const std::vector<std::string>& argv, const RunOptions& options,
                               const Pipe& in, const Pipe& out, const Pipe& err) {
  setpgid(0, 0);
  dup2(in.read_end, 0);
  dup2(out.write_end, 1);
  dup2(err.write_end, 2);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);  // a runner started in the background may have inherited "ignored"
  for (const std::string& entry : options.env) {
    size_t equals = entry.find('=');
    if (equals == std::string::npos) {
      unsetenv(entry.c_str());
    } else {
      setenv(entry.substr(0, equals).c_str(), entry.c_str() + equals + 1, 1);
    }
  }
  std::vector<char*> raw;
  raw.reserve(argv.size() + 1);
  for (const std::string& arg : argv) raw.push_back(const_cast<char*>(arg.c_str()));
  raw.push_back(nullptr);
  if (options.directory.empty() || chdir(options.directory.c_str()) == 0)
    execvp(raw[0], raw.data());
  dprintf(2, "cannot run %s: %s\n", raw[0], strerror(errno));
  _exit(127);
}

// Moves what a pipe holds into text; false at the end of the stream.
bool drain(int fd, std::string& text) {
  std::array<char, 65536> buffer;
  ssize_t got = read(fd, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<size_t>(got));
  return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

// The parent's half: feeds and reads the child until its streams end or the time is up.
class Conversation {
 public:
  Conversation(pid_t child, const RunOptions& options, Pipe& in, Pipe& out, Pipe& err)
      : child_(child), options_(options), in_(in), out_(out), err_(err), start_(Clock::now()) {}

  RunResult hold() {
    while (out_.read_end >= 0 || err_.read_end >= 0) {
      if (elapsed() > options_.timeout) {
        result_.timed_out = true;
        break;
      }
      interrupt_when_due();
      step();
    }
    result_.status = reap();
    result_.seconds = elapsed();
    return result_;
  }

 private:
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  void interrupt_when_due() {
    if (options_.interrupt_after.empty() || interrupted_) return;
    if (seen_at_ < 0 && result_.out.find(options_.interrupt_after) != std::string::npos) {
      seen_at_ = elapsed();
    }
    if (seen_at_ >= 0 && elapsed() >= seen_at_ + options_.interrupt_delay) {
      kill(-child_, SIGINT);
      interrupted_ = true;
    }
  }

  void step() {
    if (sent_ == options_.input.size() && !options_.close_input_late) Pipe::shut(in_.write_end);
    bool feeding = in_.write_end >= 0 && sent_ < options_.input.size();
    std::array<pollfd, 3> fds = {{{out_.read_end, POLLIN, 0},
                                  {err_.read_end, POLLIN, 0},
                                  {feeding ? in_.write_end : -1, POLLOUT, 0}}};
    poll(fds.data(), fds.size(), 20);
    if (fds[0].revents && !drain(out_.read_end, result_.out)) Pipe::shut(out_.read_end);
    if (fds[1].revents && !drain(err_.read_end, result_.err)) Pipe::shut(err_.read_end);
    if (fds[2].revents) feed();
  }

  void feed() {
    ssize_t written =
        write(in_.write_end, options_.input.data() + sent_, options_.input.size() - sent_);
    if (written > 0) sent_ += static_cast<size_t>(written);
    if (written < 0 && errno != EINTR && errno != EAGAIN) Pipe::shut(in_.write_end);
  }

  // The streams are at their end (or the time is up): the child must go, its group with it.
  int reap() {
    int status = 0;
    while (!result_.timed_out && waitpid(child_, &status, WNOHANG) == 0) {
      if (elapsed() > options_.timeout) result_.timed_out = true;
      usleep(1000);
    }
    kill(-child_, SIGKILL);
    if (result_.timed_out) waitpid(child_, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

  pid_t child_;
  const RunOptions& options_;
  Pipe& in_;
  Pipe& out_;
  Pipe& err_;
  Clock::time_point start_;
  RunResult result_;
  size_t sent_ = 0;
  double seen_at_ = -1;
  bool interrupted_ = false;
};

}  // namespace

RunResult run(const std::vector<std::string>& argv, const RunOptions& options) {
  signal(SIGPIPE, SIG_IGN);
  Pipe in, out, err;
  pid_t child = fork();
  if (child < 0) return {.status = 127, .err = std::string("cannot fork: ") + strerror(errno)};
  if (child == 0) become_child(argv, options, in, out, err);
  setpgid(child, child);
  Pipe::shut(in.read_end);
  Pipe::shut(out.write_end);
  Pipe::shut(err.write_end);
  fcntl(in.write_end, F_SETFL, O_NONBLOCK);
  return Conversation(child, options, in, out, err).hold();
}

std::string command_line(const std::vector<std::string>& argv) {
  constexpr const char* kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  std::string line;
  for (const std::string& arg : argv) {
    if (!line.empty()) line += ' ';
    if (!arg.empty() && arg.find_first_not_of(kPlain) == std::string::npos) {
      line += arg;
      continue;
    }
    line += '\'';
    for (char c : arg) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

}  // namespace gilt::test
