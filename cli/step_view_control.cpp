#include "cli/step_view_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gilt::cli {
namespace {

using Code = Key::Code;

// Rows of the message area that are used before a box is.
constexpr size_t kMostMessageRows = 3;

constexpr std::string_view kHelp =
    "s Enter Space step of the chosen thread   b Backspace back one step\n"
    "0 to 9        step of that thread         B           back ten\n"
    "n             up to the next line         g           go to a step\n"
    "r             run until it cannot go on   f           forward on the plan\n"
    "c             continue: all, in turn      p           all of the plan\n"
    "Ctrl-C        stop a long command         w           write the schedule\n"
    "\n"
    "left right    choose the thread           l           stop at a line\n"
    "Tab           the next thread             o           the script's output\n"
    "up down       scroll the timeline         :           a command; :help\n"
    "?             this                        q           quit\n"
    "\n"
    "> is before the line and the instruction that a thread goes on with,\n"
    "* before what the last step wrote, and behind instructions after which\n"
    "the modelled Python may switch (if it may not everywhere); b marks a\n"
    "breakpoint. Steps that were undone are the plan, until another is made.";

// How many steps two schedules have in common.
uint64_t common_steps(const lab::Schedule& a, const lab::Schedule& b) {
  uint64_t steps = 0;
  for (size_t i = 0; i < std::min(a.runs().size(), b.runs().size()); ++i) {
    const lab::ScheduleRun &left = a.runs()[i], &right = b.runs()[i];
    if (left.thread != right.thread) break;
    steps += std::min(left.steps, right.steps);
    if (left.steps != right.steps) break;
  }
  return steps;
}

// The file that the main thread begins in.
std::string script_file(lab::Session& session) {
  const Frame* frame = session.execution().thread(0).frame;
  return frame != nullptr ? frame->code->code->filename : std::string();
}

// Files next to the script are known without their folder.
void shorten_paths(const std::string& script, std::string& text) {
  const std::string folder = script.substr(0, script.rfind('/') + 1);
  if (folder.empty()) return;
  for (size_t at = 0; (at = text.find(folder, at)) != text.npos;) text.erase(at, folder.size());
}

}  // namespace

StepView::StepView(lab::Session& session, uint64_t seed, Pulse pulse)
    : session_(session),
      script_(script_file(session)),
      pulse_(std::move(pulse)),
      stepper_(session, seed, [this](std::string_view text) { printed_ += text; }) {
  stepper_.observe([this](const lab::StepRecord& record) { note_step(record); });
  const uint64_t planned = session.plan().steps();
  if (planned > 0) stepper_.set_current(std::max(session.plan().thread_at(0), 0));
  say(planned == 0
          ? "? shows the keys."
          : fmt::format("{} steps are planned: f makes one of them, p all. ? shows the keys.",
                        planned),
      false);
}

// --- commands

bool StepView::execute(const std::string& line) {
  say_working();
  const bool done = stepper_.execute(line);
  follow_session();
  using Status = lab::Execution::Status;
  const Status status = session_.execution().status();
  say(std::exchange(printed_, {}), !done,
      status == Status::kDeadlock ? "deadlock"
      : status == Status::kFault  ? "refcount fault"
      : done                      ? line
                                  : "not possible");
  return done;
}

void StepView::say_working() { say("Ctrl-C stops this.", false); }

// What a command said: below, or in a box if that is too much.
void StepView::say(std::string text, bool alert, std::string_view title) {
  shorten_paths(script_, text);
  text.erase(text.find_last_not_of('\n') + 1);
  state_.popup.reset();
  state_.message.clear();
  state_.alert = alert;
  if (wrap(text, size_.width).size() <= kMostMessageRows) {
    state_.message = std::move(text);
  } else {
    state_.popup = Popup{std::string(title), std::move(text)};
  }
}

void StepView::note_step(const lab::StepRecord& record) {
  outdated_ = true;
  writers_.add(record);
  if (record.step <= written_.steps()) written_ = written_.prefix(record.step - 1);
  written_.add(record.thread);
  pulse_();
}

// After a command: steps may have been undone, and made again unseen.
void StepView::follow_session() {
  outdated_ = true;
  scrolled_ = 0;
  const lab::Schedule& made = session_.execution().schedule();
  const uint64_t known = common_steps(written_, made);
  writers_.rewind(known);
  if (known < made.steps()) {
    session_.retell(known + 1, made.steps(),
                    [this](const lab::StepRecord& record) { writers_.add(record); });
  }
  written_ = made;
}

// --- keys

void StepView::press(const Key& key) {
  if (key.code == Code::kNone || key.code == Code::kRedraw) return;
  if (state_.popup) return press_in_popup(key);
  if (state_.entry) return press_in_entry(key);
  press_command(key);
}

void StepView::press_command(const Key& key) {
  switch (key.code) {
    case Code::kText:
      if (!press_character(key.text)) say("There is no such key; ? shows those there are.", true);
      return;
    case Code::kEnter:
      execute("step");
      return;
    case Code::kBackspace:
      execute("back");
      return;
    case Code::kTab:
    case Code::kRight:
      return choose(1);
    case Code::kBackTab:
    case Code::kLeft:
      return choose(-1);
    case Code::kUp:
      return scroll(1);
    case Code::kDown:
      return scroll(-1);
    case Code::kPageUp:
      return scroll(10);
    case Code::kPageDown:
      return scroll(-10);
    case Code::kHome:
      return scroll(INT64_MAX);
    case Code::kEnd:
      return scroll(INT64_MIN);
    case Code::kInterrupt:
      return say("Nothing is running; q quits.", false);
    case Code::kEscape:
      return say("", false);
    case Code::kEndOfInput:
    case Code::kClosed:
      return stepper_.quit();
    default:
      return;
  }
}

// False: it means nothing.
bool StepView::press_character(char32_t c) {
  if (c >= '0' && c <= '9')
    return execute(fmt::format("step T{}", static_cast<int>(c - '0'))), true;
  switch (c) {
    case 's':
    case ' ':
      return execute("step"), true;
    case 'n':
      return execute("next"), true;
    case 'r':
      return execute("run"), true;
    case 'c':
      return execute("continue"), true;
    case 'f':
      return execute("replay 1"), true;
    case 'p':
      return execute("replay"), true;
    case 'b':
      return execute("back"), true;
    case 'B':
      return execute("back 10"), true;
    case 'g':
      return ask(Purpose::kGoto, "go to step"), true;
    case 'l':
      return ask(Purpose::kBreak, "stop at line"), true;
    case 'w':
      return ask(Purpose::kSave, "save the schedule in file"), true;
    case ':':
      return ask(Purpose::kCommand, ":"), true;
    case 'o':
      return show_output(), true;
    case '?':
    case 'h':
      state_.popup = Popup{"keys", std::string(kHelp)};
      return true;
    case 'q':
      return stepper_.quit(), true;
    default:
      return false;
  }
}

void StepView::choose(int offset) {
  const auto count = static_cast<int>(session_.execution().threads().size());
  stepper_.set_current((stepper_.current() + offset + count) % count);
  outdated_ = true;
  say("", false);
}

void StepView::scroll(int64_t steps) {
  const uint64_t most = session_.steps();
  if (steps < 0) {
    const uint64_t back = uint64_t{0} - static_cast<uint64_t>(steps);
    scrolled_ -= std::min(scrolled_, back);
  } else {
    scrolled_ += std::min(most - std::min(most, scrolled_), static_cast<uint64_t>(steps));
    if (most > 0) scrolled_ = std::min(scrolled_, most - 1);
  }
  outdated_ = true;
}

void StepView::show_output() {
  std::string text;
  for (const lab::Written& written : session_.output()) text += written.text;
  if (text.empty()) return say("The script has written nothing yet.", false);
  text.erase(text.find_last_not_of('\n') + 1);
  state_.popup = Popup{"output", std::move(text), 0};
  state_.popup->scrolled = most_scrolled(*state_.popup, size_);
}

void StepView::press_in_popup(const Key& key) {
  Popup& popup = *state_.popup;
  const int most = most_scrolled(popup, size_);
  const int page = std::max(1, size_.height - 6);
  int to = popup.scrolled;
  switch (key.code) {
    case Code::kUp:
      --to;
      break;
    case Code::kDown:
      ++to;
      break;
    case Code::kPageUp:
      to -= page;
      break;
    case Code::kPageDown:
      to += page;
      break;
    case Code::kHome:
      to = 0;
      break;
    case Code::kEnd:
      to = most;
      break;
    default:
      state_.popup.reset();
      if (key.code == Code::kClosed) stepper_.quit();
      return;
  }
  if (most == 0) return state_.popup.reset();
  popup.scrolled = std::clamp(to, 0, most);
}

// --- what there is to see

Drawn StepView::draw(Size size) {
  const size_t threads = session_.execution().threads().size();
  const ViewLayout layout = lay_out(size, threads);
  outdated_ |= size != size_;
  size_ = size;
  state_.chosen = stepper_.current();
  if (outdated_ && !reading_) {
    const auto chosen = static_cast<size_t>(state_.chosen);
    first_column_ = std::min(first_column_, threads - layout.columns);
    first_column_ =
        std::clamp(first_column_, chosen - std::min(chosen, layout.columns - 1), chosen);
    picture_ = take_picture({session_, stepper_.breakpoints(), writers_, script_}, layout.picture(),
                            first_column_, scrolled_);
    outdated_ = false;
  }
  return draw_view(picture_, state_, size);
}

}  // namespace gilt::cli
