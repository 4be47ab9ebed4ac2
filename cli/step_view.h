// gilt step --tui: stepping on a full screen.
//
// Thread-safety: one OS thread; one at a time in a process.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lab/session.h"

namespace gilt::cli {

// What a script reads while it is stepped through on the screen: lines of a text, or what the user
// types in the view. The session gets source().
class ViewInput {
 public:
  explicit ViewInput(std::optional<std::string> text) : text_(std::move(text)) {}

  lab::Input::Source source() {
    return [this] { return text_ ? line_of_text() : ask_ ? ask_() : std::nullopt; };
  }
  void ask(lab::Input::Source ask) { ask_ = std::move(ask); }

 private:
  std::optional<std::string> line_of_text();

  std::optional<std::string> text_;
  lab::Input::Source ask_;
};

// Whether there is a terminal for it. A value is the exit status: what is missing has been said.
std::optional<int> check_terminal();

// Shows the session until the user quits. `commands` come first, as if they were typed. `seed`: of
// continue random. The exit status; the terminal is as before.
int run_step_view(lab::Session& session, ViewInput& input, uint64_t seed,
                  const std::vector<std::string>& commands);

}  // namespace gilt::cli
