#include "cli/step_view_draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "cli/step_view_parts.h"

namespace gilt::cli {
namespace {

constexpr int kNarrowestColumn = 24;
constexpr int kTimelineWidth = 88;  // with room for another 30 columns, output is shown next to it
constexpr size_t kMostMessageLines = 4;

using Key = std::pair<const char*, const char*>;
constexpr Key kKeys[] = {
    {"s", "step"},   {"0-9", "thread"}, {"n", "line"},     {"r", "run"},        {"c", "continue"},
    {"b", "back"},   {"p", "plan"},     {"g", "goto"},     {":", "command"},    {"o", "output"},
    {"Tab", "next"}, {"w", "save"},     {"B", "ten back"}, {"l", "breakpoint"},
};
constexpr Key kLastKeys[] = {{"?", "help"}, {"q", "quit"}};

int key_width(const Key& key) { return columns_of(key.first) + columns_of(key.second) + 3; }

int draw_key(const Area& area, int x, const Key& key) {
  x = area.put(x, 0, key.first, Look::kKey);
  return area.put(x + 1, 0, key.second) + 2;
}

void draw_keys(const Area& area) {
  int room = area.width();
  for (const Key& key : kLastKeys) room -= key_width(key);
  int x = 0;
  for (const Key& key : kKeys) {
    if (x + key_width(key) > room) break;
    x = draw_key(area, x, key);
  }
  for (const Key& key : kLastKeys) x = draw_key(area, x, key);
}

std::string status_text(const StepPicture& picture) {
  switch (picture.status) {
    case lab::Execution::Status::kFinished:
      return fmt::format("ENDED, exit status {}", picture.exit_status);
    case lab::Execution::Status::kDeadlock:
      return "DEADLOCK";
    case lab::Execution::Status::kFault:
      return "REFCOUNT FAULT";
    case lab::Execution::Status::kRunning:
      break;
  }
  return picture.plan.empty() ? "no plan" : "plan: " + picture.plan;
}

// Which threads are in sight, if not all: "T1-T3 of 10 threads".
std::string columns_text(const StepPicture& picture, int width) {
  if (picture.columns.size() == picture.threads) return {};
  const size_t first = picture.first_column;
  const size_t last = first + picture.columns.size() - 1;
  const std::string which =
      first == last ? fmt::format("T{}", first) : fmt::format("T{}-T{}", first, last);
  return fmt::format(" {} of {}{} ", which, picture.threads, width < 60 ? "" : " threads");
}

void draw_title(const Area& area, const StepPicture& picture) {
  area.fill(0, Look::kBar);
  const std::string hint = columns_text(picture, area.width());
  const int right = columns_of(hint);
  const Area left = area.part(0, 0, area.width() - right, 1);
  const int x = left.put(
      1, 0, fmt::format("{}  step {}", cut_to(picture.program, area.width() / 4), picture.step),
      Look::kBar);
  left.put(x + 2, 0, status_text(picture) + "  (" + picture.rules + ")", Look::kBar);
  area.put(area.width() - right, 0, hint, Look::kBar);
}

// A thread next to the other.
void draw_columns(const Area& area, const StepPicture& picture, const ViewState& state,
                  const ViewLayout& layout) {
  const int count = std::max(1, static_cast<int>(picture.columns.size()));
  const int width = (area.width() - (count - 1)) / count;
  for (int i = 0; i < static_cast<int>(picture.columns.size()); ++i) {
    const int x = i * (width + 1);
    const bool last = i == count - 1;
    if (!last) area.column_line(x + width);
    draw_thread(area.part(x, 0, last ? area.width() - x : width, area.height()),
                picture.columns[static_cast<size_t>(i)], state.chosen, layout,
                picture.marks_switches);
  }
}

void draw_shared(const Area& area, const StepPicture& picture) {
  if (picture.locks.empty()) return draw_variables(area, picture);
  const int left = area.width() / 2;
  draw_variables(area.part(0, 0, left, area.height()), picture);
  area.column_line(left);
  draw_locks(area.part(left + 1, 0, area.width(), area.height()), picture);
}

void draw_past(const Area& area, const StepPicture& picture, const ViewLayout& layout) {
  if (layout.output == 0) return draw_timeline(area, picture);
  const int left = area.width() - layout.output - 1;
  draw_timeline(area.part(0, 0, left, area.height()), picture);
  area.column_line(left);
  draw_output(area.part(left + 1, 0, area.width(), area.height()), picture);
}

void draw_entry(const Area& area, const Entry& entry, int y, Drawn& drawn) {
  const bool blank = entry.label.ends_with(' ');
  const int x = area.put(0, 0, entry.label + (blank ? "" : " "), Look::kTitle);
  // The end of a long line is in sight, or rather where the cursor is.
  std::string before = entry.text.substr(0, entry.cursor);
  while (x + columns_of(before) >= area.width() && !before.empty()) {
    before.erase(0, static_cast<size_t>(sequence_length(before[0])));
  }
  area.put(x, 0, before + entry.text.substr(entry.cursor));
  drawn.cursor_x = x + columns_of(before);
  drawn.cursor_y = y;
}

Drawn draw_too_small(Size size) {
  Drawn drawn{Grid(size)};
  const std::string text =
      fmt::format("The window is too small: {}x{} of at least {}x{} columns and rows.", size.width,
                  size.height, kSmallestView.width, kSmallestView.height);
  const Area area(drawn.grid);
  int y = 0;
  for (const std::string& line : wrap(text, size.width)) area.put(0, y++, line);
  return drawn;
}

}  // namespace

ViewLayout lay_out(Size size, size_t threads) {
  ViewLayout layout;
  const int most = std::max(1, (size.width + 1) / (kNarrowestColumn + 1));
  layout.columns = std::clamp<size_t>(threads, 1, static_cast<size_t>(most));
  layout.states = size.height >= 24 ? 2 : 1;
  layout.locals = size.height >= 40 ? 2 : size.height >= 28 ? 1 : 0;
  layout.stack = size.height >= 40 ? 2 : 1;
  layout.rule = size.height >= 22 ? 1 : 0;
  // Title, names, two rules, keys.
  const int left = size.height - 5 - layout.rule - layout.states - layout.locals - layout.stack;
  layout.source = std::max(1, left / 4);
  layout.code = std::max(1, left * 5 / 16);
  layout.variables = std::max(2, left * 3 / 16);
  layout.timeline = std::max(1, left - layout.source - layout.code - layout.variables);
  if (size.width >= kTimelineWidth + 31) layout.output = size.width - kTimelineWidth - 1;
  return layout;
}

Drawn draw_view(const StepPicture& picture, const ViewState& state, Size size) {
  if (size.width < kSmallestView.width || size.height < kSmallestView.height) {
    return draw_too_small(size);
  }
  Drawn drawn{Grid(size)};
  const Area all(drawn.grid);
  const ViewLayout layout = lay_out(size, picture.threads);
  int y = 0;
  auto next = [&](int height) {
    y += height;
    return all.part(0, y - height, all.width(), height);
  };
  draw_title(next(1), picture);
  const int thread_rows =
      1 + layout.states + layout.source + layout.rule + layout.code + layout.locals + layout.stack;
  draw_columns(next(thread_rows), picture, state, layout);
  draw_shared(next(1 + layout.variables), picture);

  // A message takes its room from the timeline.
  std::vector<std::string> message;
  if (!state.message.empty()) message = wrap(state.message, size.width);
  const size_t most = std::min(kMostMessageLines, static_cast<size_t>(layout.timeline - 1));
  if (message.size() > most) {
    message.resize(most);
    if (most > 0) message.back() = cut_to(message.back() + " …", size.width);
  }
  const int message_rows = static_cast<int>(message.size());
  draw_past(next(1 + layout.timeline - message_rows), picture, layout);
  for (const std::string& line : message) {
    next(1).put(0, 0, line, state.alert ? Look::kAlert : Look::kTitle);
  }

  if (state.entry) {
    draw_entry(all.part(0, y, all.width(), 1), *state.entry, y, drawn);
  } else {
    draw_keys(all.part(0, y, all.width(), 1));
  }
  join_lines(drawn.grid);
  if (state.popup) draw_popup(all, *state.popup);
  return drawn;
}

}  // namespace gilt::cli
