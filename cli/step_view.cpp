#include "cli/step_view.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>

#include "cli/options.h"
#include "cli/step_view_control.h"
#include "cli/step_view_terminal.h"

namespace gilt::cli {
namespace {

using Clock = std::chrono::steady_clock;

// Between two looks of the user at a command that makes many steps.
constexpr auto kFrame = std::chrono::milliseconds(100);

// Whose commands a Ctrl-C stops; a signal handler has nobody to ask.
std::atomic<lab::Session*> at_work{nullptr};

// A second Ctrl-C ends a program that does not come to the end of a single step.
bool interrupt_session() {
  lab::Session* session = at_work.load(std::memory_order_relaxed);
  return session == nullptr || session->interrupt();
}

int refuse(const std::string& error) {
  fmt::print(stderr, "gilt: {}\n", error);
  return kStatusUsage;
}

class Screen {
 public:
  Screen(lab::Session& session, uint64_t seed, Terminal& terminal)
      : session_(session), terminal_(terminal), view_(session, seed, [this] { pulse(); }) {}

  // The exit status.
  int run(const std::vector<std::string>& commands) {
    for (const std::string& command : commands) {
      if (!view_.wants_to_quit()) work([&] { view_.execute(command); });
    }
    while (!view_.wants_to_quit()) {
      show();
      const Key key = terminal_.next(true);
      work([&] { view_.press(key); });
    }
    return 0;
  }

  // A line for the script.
  std::optional<std::string> read_line() {
    std::string line;
    lab::Session* working = at_work.exchange(nullptr, std::memory_order_relaxed);
    view_.begin_input();
    while (true) {
      show();
      switch (view_.type_input(terminal_.next(true), &line)) {
        case StepView::Typing::kGoesOn:
          break;
        case StepView::Typing::kDone:
          at_work.store(working, std::memory_order_relaxed);
          return line;
        case StepView::Typing::kEnd:
          at_work.store(working, std::memory_order_relaxed);
          return std::nullopt;
      }
    }
  }

 private:
  // Ctrl-C stops it.
  template <typename Work>
  void work(Work do_it) {
    begin_ = Clock::now();
    at_work.store(&session_, std::memory_order_relaxed);
    do_it();
    at_work.store(nullptr, std::memory_order_relaxed);
    terminal_.take_signals();
  }

  void show() { terminal_.show(view_.draw(terminal_.size())); }

  void pulse() {
    const Clock::time_point now = Clock::now();
    if (now - begin_ < kFrame) return;
    terminal_.take_signals();
    show();
    begin_ = Clock::now();
  }

  lab::Session& session_;
  Terminal& terminal_;
  StepView view_;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace

std::optional<std::string> ViewInput::line_of_text() {
  if (text_->empty()) return std::nullopt;
  const size_t end = text_->find('\n');
  std::string line = text_->substr(0, end == text_->npos ? end : end + 1);
  text_->erase(0, line.size());
  return line;
}

std::optional<int> check_terminal() {
  const std::string error = Terminal::obstacle();
  if (error.empty()) return std::nullopt;
  return refuse(error);
}

int run_step_view(lab::Session& session, ViewInput& input, uint64_t seed,
                  const std::vector<std::string>& commands) {
  std::string error;
  const std::unique_ptr<Terminal> terminal = Terminal::open(interrupt_session, &error);
  if (terminal == nullptr) return refuse(error);
  Screen screen(session, seed, *terminal);
  input.ask([&screen] { return screen.read_line(); });
  const int status = screen.run(commands);
  input.ask(nullptr);
  return status;
}

}  // namespace gilt::cli
