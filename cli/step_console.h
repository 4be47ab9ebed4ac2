// StepConsole: where gilt step gets its command lines from, and the lines that the script reads.
//
//   a terminal             commands from a prompt; the script's lines too
//   no terminal            commands from standard input, each shown behind the prompt; a line that the
//                          script reads is the next one
//   no terminal, and -x    the commands of -x and no others; standard input is the script's
//   --input FILE           the script reads that, in any case
//
// Thread-safety: one OS thread.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/line_editor.h"

namespace gilt::cli {

class Stepper;

class StepConsole {
 public:
  // `commands`: of -x.
  explicit StepConsole(const std::vector<std::string>& commands);

  bool terminal() const { return terminal_; }
  // What the script reads from now on.
  void set_input(std::string text) { input_ = std::move(text); }
  // Tab, and what the script has written before it reads.
  void attach(Stepper* stepper);

  // The next command line. No value: there is none, or (no terminal) a signal has come.
  std::optional<std::string> next_command();
  bool interrupted() const { return interrupted_; }

  // The next line for the script, with its line end. No value: the end.
  std::optional<std::string> next_input();

 private:
  std::optional<std::string> line_of_prompt();
  std::optional<std::string> line_of_file();
  std::optional<std::string> line_of_input();

  const bool terminal_;
  const bool only_given_;
  std::deque<std::string> given_;
  std::optional<std::string> input_;  // what is left of --input
  std::string unread_;                // of standard input
  bool interrupted_ = false;
  std::unique_ptr<LineEditor> editor_;
  Stepper* stepper_ = nullptr;
};

}  // namespace gilt::cli
