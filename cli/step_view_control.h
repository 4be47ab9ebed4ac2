// StepView: the full-screen view without its terminal. Keys become commands of a Stepper, and what
// there is to see becomes a grid.
//
// Thread-safety: one OS thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/step_view_draw.h"
#include "cli/step_view_key.h"
#include "cli/step_view_writers.h"
#include "cli/stepper.h"

namespace gilt::cli {

class StepView {
 public:
  // Called now and then while a command makes many steps: to show how far it is.
  using Pulse = std::function<void()>;

  // `session` outlives this, and has not made a step.
  StepView(lab::Session& session, uint64_t seed, Pulse pulse);

  // A line as at the prompt. False: it could not be done.
  bool execute(const std::string& line);
  void press(const Key& key);
  bool wants_to_quit() const { return stepper_.wants_to_quit(); }
  bool failed() const { return stepper_.failed(); }

  // What is to be seen, at a size.
  Drawn draw(Size size);

  // A line that the script reads, typed key by key. It is in the middle of a step: what is shown
  // meanwhile is what there was before.
  enum class Typing : uint8_t { kGoesOn, kDone, kEnd };
  void begin_input();
  Typing type_input(const Key& key, std::string* line);

 private:
  enum class Purpose : uint8_t { kCommand, kGoto, kBreak, kSave };

  void press_command(const Key& key);
  bool press_character(char32_t c);
  void press_in_entry(const Key& key);
  void press_in_popup(const Key& key);
  void ask(Purpose purpose, std::string label);
  void submit();
  void complete();
  void choose(int offset);
  void scroll(int64_t steps);
  void say(std::string text, bool alert, std::string_view title = "gilt step");
  void say_working();
  void show_output();
  void note_step(const lab::StepRecord& record);
  void follow_session();

  lab::Session& session_;
  std::string script_;  // its file
  Pulse pulse_;
  std::string printed_;  // by the command under way
  Stepper stepper_;
  ViewState state_;
  Purpose purpose_ = Purpose::kCommand;
  std::vector<std::string> typed_;  // command lines, for going back to them
  size_t typed_at_ = 0;
  size_t first_column_ = 0;
  uint64_t scrolled_ = 0;  // of the timeline, steps
  Size size_{80, 24};      // as it was drawn last
  Writers writers_;
  lab::Schedule written_;  // the steps that writers_ has seen
  StepPicture picture_;
  bool outdated_ = true;  // picture_
  bool reading_ = false;  // the script does, in the middle of a step
};

}  // namespace gilt::cli
