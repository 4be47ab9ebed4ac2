#include "cli/step_console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "cli/stepper.h"

namespace gilt::cli {
namespace {

constexpr const char* kPrompt = "(gilt) ";

std::string take_line(std::string* text) {
  const size_t end = text->find('\n');
  std::string line = text->substr(0, end == text->npos ? end : end + 1);
  text->erase(0, line.size());
  return line;
}

}  // namespace

StepConsole::StepConsole(const std::vector<std::string>& commands)
    : terminal_(isatty(STDIN_FILENO) != 0),
      only_given_(!terminal_ && !commands.empty()),
      given_(commands.begin(), commands.end()) {
  if (terminal_) editor_ = std::make_unique<LineEditor>(history_file(".gilt_step_history"));
}

void StepConsole::attach(Stepper* stepper) {
  stepper_ = stepper;
  if (editor_ == nullptr) return;
  editor_->complete_with([stepper](std::string_view line) { return stepper->complete(line); });
}

// A line of standard input. No value: its end, or a signal.
std::optional<std::string> StepConsole::line_of_input() {
  char buffer[1 << 12];
  while (unread_.find('\n') == unread_.npos) {
    const ssize_t n = ::read(STDIN_FILENO, buffer, sizeof buffer);
    interrupted_ = n < 0 && errno == EINTR;
    if (n <= 0) break;
    unread_.append(buffer, static_cast<size_t>(n));
  }
  if (unread_.empty() || interrupted_) return std::nullopt;
  return take_line(&unread_);
}

// At a terminal.
std::optional<std::string> StepConsole::line_of_prompt() {
  std::string line;
  LineEditor::Outcome outcome;
  while ((outcome = editor_->read(kPrompt, &line)) == LineEditor::Outcome::kInterrupted) {
    fmt::print("Quit\n");
    std::fflush(stdout);
  }
  return outcome == LineEditor::Outcome::kLine ? std::optional(line) : std::nullopt;
}

std::optional<std::string> StepConsole::next_command() {
  std::fflush(stdout);
  std::optional<std::string> line;
  if (!given_.empty()) {
    line = std::move(given_.front());
    given_.pop_front();
  } else if (terminal_) {
    return line_of_prompt();
  } else if (!only_given_) {
    line = line_of_input();
  }
  if (!line) return std::nullopt;
  line->resize(line->find_last_not_of("\r\n") + 1);
  fmt::print("{}{}\n", kPrompt, *line);
  std::fflush(stdout);  // the command may take long
  return line;
}

// --- for the script

std::optional<std::string> StepConsole::line_of_file() {
  if (input_->empty()) return std::nullopt;
  return take_line(&*input_);
}

std::optional<std::string> StepConsole::next_input() {
  const int reader = stepper_ != nullptr ? stepper_->execution().last() : 0;
  if (stepper_ != nullptr) stepper_->show_output();
  const std::string label = fmt::format("T{} reads: ", reader);
  if (!input_ && terminal_) {
    std::fflush(stdout);
    std::string line;
    LineEditor::Outcome outcome;
    do outcome = editor_->read(label, &line, false);
    while (outcome == LineEditor::Outcome::kInterrupted);
    if (outcome == LineEditor::Outcome::kLine) return line;
    return std::nullopt;
  }
  std::optional<std::string> line = input_ ? line_of_file() : line_of_input();
  const std::string text = line ? line->substr(0, line->find('\n')) : "(the end of the input)";
  fmt::print("{}{}\n", label, text);
  return line;
}

}  // namespace gilt::cli
