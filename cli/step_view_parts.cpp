#include "cli/step_view_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace gilt::cli {
namespace {

// --- variables

// Those that several threads care about come first, then numbers and texts, then what was written
// last.
bool more_interesting(const VariablePicture& a, const VariablePicture& b) {
  auto rank = [](const VariablePicture& v) {
    const bool plain = v.value.find('<') == v.value.npos;
    return std::tuple(v.shared, plain, v.writer ? v.writer->step : 0);
  };
  return rank(a) > rank(b);
}

// At most `rows` of them, in their order.
template <typename T, typename Less>
std::vector<T> choose(const std::vector<T>& all, int rows, Less less) {
  std::vector<size_t> order(all.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const size_t count = std::min(all.size(), static_cast<size_t>(std::max(rows, 0)));
  if (count < all.size()) {
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return less(all[a], all[b]); });
    order.resize(count);
    std::sort(order.begin(), order.end());
  }
  std::vector<T> chosen;
  for (size_t i : order) chosen.push_back(all[i]);
  return chosen;
}

std::string title_of(std::string_view title, size_t shown, size_t all) {
  return shown == all ? std::string(title) : fmt::format("{} ({} of {})", title, shown, all);
}

// --- locks

bool more_wanted(const lab::LockView& a, const lab::LockView& b) {
  auto rank = [](const lab::LockView& lock) {
    return std::pair(!lock.waiters.empty(), lock.holder >= 0);
  };
  return rank(a) > rank(b);
}

std::string lock_text(const lab::LockView& lock, int width) {
  std::string waiters;
  for (int waiter : lock.waiters)
    waiters += fmt::format("{}T{}", waiters.empty() ? "" : " ", waiter);
  if (!waiters.empty()) waiters = ", waiting: " + waiters;
  auto text = [&](std::string_view state) {
    return fmt::format("{}: {}{}", lock.name, state, waiters);
  };
  // What is least wanted goes first.
  const std::string_view state = lock.state;
  const size_t since = state.find(" since ");
  std::string result = text(state);
  if (columns_of(result) > width) result = text(state.substr(0, since));
  if (columns_of(result) > width && lock.holder >= 0)
    result = text(fmt::format("T{}", lock.holder));
  return result;
}

}  // namespace

void draw_variables(const Area& area, const StepPicture& picture) {
  const int rows = area.height() - 1;
  const auto shown = choose(picture.variables, rows, more_interesting);
  area.rule(0, title_of("shared variables", shown.size(), picture.variables.size()));
  int name_width = 0;
  for (const VariablePicture& variable : shown) {
    name_width = std::max(name_width, columns_of(variable.name));
  }
  name_width = std::min(name_width, area.width() * 2 / 5);
  for (int y = 0; y < static_cast<int>(shown.size()); ++y) {
    const VariablePicture& variable = shown[static_cast<size_t>(y)];
    const bool changed = variable.writer && variable.writer->step == picture.step;
    const Look look = changed ? Look::kChanged : Look::kPlain;
    std::string writer;
    if (variable.writer) {
      writer = fmt::format("T{}{}{}", variable.writer->thread, area.width() < 36 ? "@" : " step ",
                           variable.writer->step);
    }
    const int right = writer.empty() ? 0 : columns_of(writer) + 1;
    const Area row = area.part(0, y + 1, area.width() - right - 1, 1);
    row.put(0, 0, changed ? "*" : " ", look);
    row.part(1, 0, name_width, 1).put(0, 0, variable.name, look);
    row.put(name_width + 2, 0, "= " + variable.value, look);
    if (variable.writer) {
      area.put(area.width() - right, y + 1, writer, thread_look(variable.writer->thread));
    }
  }
}

void draw_locks(const Area& area, const StepPicture& picture) {
  const int rows = area.height() - 1;
  const auto shown = choose(picture.locks, rows, more_wanted);
  area.rule(0, title_of("locks", shown.size(), picture.locks.size()));
  for (int y = 0; y < static_cast<int>(shown.size()); ++y) {
    const lab::LockView& lock = shown[static_cast<size_t>(y)];
    area.put(1, y + 1, lock_text(lock, area.width() - 1),
             lock.waiters.empty() ? Look::kPlain : Look::kWaiting);
  }
}

void draw_timeline(const Area& area, const StepPicture& picture) {
  const bool newest = picture.timeline_end == picture.step;
  area.rule(
      0, newest ? "timeline"
                : fmt::format("timeline up to step {} of {}", picture.timeline_end, picture.step));
  const int rows = area.height() - 1;
  if (picture.timeline.empty()) {
    area.put(1, 1, "No step was made yet.", Look::kFaint);
    return;
  }
  int steps = 0, labels = 0, places = 0;  // widths
  for (const StepLine& line : picture.timeline) {
    steps = std::max(steps, columns_of(fmt::to_string(line.step)));
    labels = std::max(labels, columns_of(fmt::to_string(line.thread)) + 1);
    places = std::max(places, columns_of(line.place));
  }
  const int instructions = area.width() < 100 ? 24 : 28;
  const auto shown = std::min(picture.timeline.size(), static_cast<size_t>(std::max(rows, 0)));
  for (size_t i = 0; i < shown; ++i) {
    const StepLine& line = picture.timeline[picture.timeline.size() - shown + i];
    const Area row = area.part(0, 1 + static_cast<int>(i), area.width(), 1);
    const Look look = thread_look(line.thread);
    row.put(0, 0, line.step == picture.step ? ">" : " ", Look::kCurrent);
    row.put(1, 0, fmt::format("{:>{}}  T{}", line.step, steps, line.thread), look);
    int x = steps + labels + 5;
    row.part(x, 0, places, 1).put(0, 0, line.place, look);
    x += places + 2;
    const int room = line.effect.empty() ? row.width() : instructions;
    row.part(x, 0, room, 1).put(0, 0, line.instruction, look);
    row.put(x + instructions + 2, 0, line.effect, look);
  }
}

void draw_output(const Area& area, const StepPicture& picture) {
  area.rule(0, "output");
  const int rows = area.height() - 1;
  const int count = static_cast<int>(picture.output.size());
  for (int y = 0; y < std::min(rows, count); ++y) {
    area.put(1, y + 1, picture.output[static_cast<size_t>(std::max(0, count - rows) + y)]);
  }
}

// --- boxes

namespace {

struct Box {
  int width, height;  // of the text in it
  std::vector<std::string> lines;
};

Box box_of(const Popup& popup, int width, int height) {
  Box box{};
  box.width = std::max(1, width - 6);
  box.lines = wrap(popup.text, box.width);
  int widest = columns_of(popup.title) + 4;
  for (const std::string& line : box.lines) widest = std::max(widest, columns_of(line));
  box.width = std::clamp(widest, std::min(30, box.width), box.width);
  box.height = std::min(static_cast<int>(box.lines.size()), std::max(1, height - 4));
  return box;
}

}  // namespace

int most_scrolled(const Popup& popup, Size size) {
  const Box box = box_of(popup, size.width, size.height);
  return static_cast<int>(box.lines.size()) - box.height;
}

void draw_popup(const Area& area, const Popup& popup) {
  const Box box = box_of(popup, area.width(), area.height());
  const int width = box.width + 4, height = box.height + 2;
  const Area frame =
      area.part((area.width() - width) / 2, (area.height() - height) / 2, width, height);
  frame.clear();
  frame.rule(0, popup.title);
  frame.rule(height - 1);
  frame.column_line(0);
  frame.column_line(width - 1);
  frame.put(0, 0, "┌", Look::kFaint);
  frame.put(width - 1, 0, "┐", Look::kFaint);
  frame.put(0, height - 1, "└", Look::kFaint);
  frame.put(width - 1, height - 1, "┘", Look::kFaint);
  const int hidden = static_cast<int>(box.lines.size()) - box.height;
  const int scrolled = std::clamp(popup.scrolled, 0, hidden);
  for (int y = 0; y < box.height; ++y) {
    frame.put(2, y + 1, box.lines[static_cast<size_t>(scrolled + y)]);
  }
  const std::string hint =
      hidden == 0 ? " any key closes "
                  : fmt::format(" up, down: {} more lines; Enter closes ", hidden - scrolled);
  const Area foot = frame.part(1, height - 1, width - 2, 1);
  foot.put(std::max(0, foot.width() - columns_of(hint) - 1), 0, hint, Look::kTitle);
}

}  // namespace gilt::cli
