// The lines that are typed in the full-screen view: for commands, and for the script.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/step_view_control.h"

namespace gilt::cli {

using Code = Key::Code;

void StepView::ask(Purpose purpose, std::string label) {
  say("", false);
  purpose_ = purpose;
  typed_at_ = typed_.size();
  state_.entry = Entry{std::move(label), "", 0};
}

void StepView::press_in_entry(const Key& key) {
  Entry& entry = *state_.entry;
  if (entry.edit(key)) return say("", false);
  const bool command = purpose_ == Purpose::kCommand;
  switch (key.code) {
    case Code::kEnter:
      return submit();
    case Code::kTab:
      return command ? complete() : void();
    case Code::kUp:
      if (command && typed_at_ > 0) entry.set(typed_[--typed_at_]);
      return;
    case Code::kDown:
      if (!command || typed_at_ == typed_.size()) return;
      ++typed_at_;
      return entry.set(typed_at_ == typed_.size() ? "" : typed_[typed_at_]);
    case Code::kClosed:
      stepper_.quit();
      [[fallthrough]];
    case Code::kEscape:
    case Code::kInterrupt:
    case Code::kEndOfInput:
      state_.entry.reset();
      return say("", false);
    default:
      return;
  }
}

void StepView::submit() {
  const std::string line = std::exchange(state_.entry, std::nullopt)->text;
  if (line.find_first_not_of(' ') == line.npos) return;
  switch (purpose_) {
    case Purpose::kGoto:
      execute("goto " + line);
      return;
    case Purpose::kBreak:
      execute("break " + line);
      return;
    case Purpose::kSave:
      execute("save " + line);
      return;
    case Purpose::kCommand:
      typed_.push_back(line);
      execute(line);
      return;
  }
}

// As far as all possible words agree; when that adds nothing, they are listed.
void StepView::complete() {
  Entry& entry = *state_.entry;
  const LineEditor::Completion found = stepper_.complete(entry.text.substr(0, entry.cursor));
  if (found.words.empty()) return;
  std::string common = found.words[0];
  std::string all;
  for (const std::string& word : found.words) {
    const auto ends = std::mismatch(common.begin(), common.end(), word.begin(), word.end());
    common.erase(ends.first, common.end());
    all += (all.empty() ? "" : "  ") + word;
  }
  if (found.words.size() == 1) common += ' ';
  if (found.start + common.size() <= entry.cursor) return say(all, false);
  entry.text.replace(found.start, entry.cursor - found.start, common);
  entry.cursor = found.start + common.size();
  say("", false);
}

// --- a line for the script

void StepView::begin_input() {
  reading_ = true;
  const int reader = session_.execution().last();
  say(fmt::format("T{} reads a line from standard input. Ctrl-D: there are no more.", reader),
      false);
  // What it has written before, as a prompt.
  std::string prompt;
  for (const lab::Written& written : session_.execution().output()) prompt += written.text;
  prompt.erase(0, prompt.rfind('\n') + 1);
  state_.entry = Entry{prompt.empty() ? "input:" : prompt, "", 0};
}

StepView::Typing StepView::type_input(const Key& key, std::string* line) {
  Entry& entry = *state_.entry;
  const bool ends =
      key.code == Code::kClosed || (key.code == Code::kEndOfInput && entry.text.empty());
  if (!ends && key.code != Code::kEnter) {
    (void)entry.edit(key);
    return Typing::kGoesOn;
  }
  *line = entry.text + '\n';
  state_.entry.reset();
  say_working();
  reading_ = false;
  return ends ? Typing::kEnd : Typing::kDone;
}

}  // namespace gilt::cli
