// One thread's column.
#include <fmt/format.h>

#include <algorithm>

#include "cli/step_view_parts.h"

namespace gilt::cli {
namespace {

constexpr std::string_view kHere = ">";

int digits(uint64_t number) { return static_cast<int>(fmt::formatted_size("{}", number)); }

void draw_name(const Area& area, const lab::ThreadView& view, bool chosen) {
  const Look look = chosen ? Look::kBar : thread_look(view.number);
  if (chosen) area.fill(0, look);
  area.put(0, 0, fmt::format("{}T{} {}", chosen ? kHere : " ", view.number, view.name), look);
}

// The state, on as many rows as it needs; what is left says where it is.
void draw_state(const Area& area, const ThreadPicture& thread) {
  const lab::ThreadView& view = thread.view;
  std::vector<std::string> lines = wrap(view.state, area.width() - 1);
  const auto rows = static_cast<size_t>(area.height());
  if (lines.size() > rows) {  // cut, not broken
    lines.resize(rows);
    size_t shown = 0;
    for (size_t i = 0; i + 1 < rows; ++i) shown += lines[i].size() + 1;
    lines.back() = view.state.substr(std::min(shown, view.state.size()));
  }
  const bool goes_on = view.obstacle == lab::Obstacle::kNone;
  for (size_t i = 0; i < lines.size(); ++i) {
    area.put(1, static_cast<int>(i), lines[i], goes_on ? Look::kPlain : Look::kWaiting);
  }
  if (lines.size() < rows) {
    area.put(1, static_cast<int>(lines.size()), thread.place, Look::kFaint);
  }
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t") == text.npos; }

// What all lines have in front.
size_t common_indentation(const std::vector<lab::SourceLine>& lines) {
  size_t common = std::string::npos;
  for (const lab::SourceLine& line : lines) {
    if (!is_blank(line.text)) common = std::min(common, line.text.find_first_not_of(" \t"));
  }
  return common;
}

void draw_source(const Area& area, const ThreadPicture& thread) {
  const std::vector<lab::SourceLine>& lines = thread.source;
  if (lines.empty()) return;
  const int width = digits(static_cast<uint64_t>(lines.back().number));
  const size_t indentation = common_indentation(lines);
  for (int y = 0; y < std::min(area.height(), static_cast<int>(lines.size())); ++y) {
    const lab::SourceLine& line = lines[static_cast<size_t>(y)];
    const std::string_view text =
        is_blank(line.text) ? std::string_view() : std::string_view(line.text).substr(indentation);
    const Look look = line.current ? Look::kCurrent : Look::kPlain;
    area.put(0, y, line.current ? kHere : " ", look);
    area.put(1, y, fmt::format("{:>{}}", line.number, width), line.current ? look : Look::kFaint);
    const auto& stops = thread.breakpoints;
    if (std::find(stops.begin(), stops.end(), line.number) != stops.end()) {
      area.put(width + 1, y, "b", Look::kTitle);
    }
    area.put(width + 2, y, text, look);
  }
}

void draw_code(const Area& area, const std::vector<lab::CodeLine>& code, bool marks_switches) {
  if (code.empty()) return;
  const int width = digits(code.back().index);
  for (int y = 0; y < std::min(area.height(), static_cast<int>(code.size())); ++y) {
    const lab::CodeLine& line = code[static_cast<size_t>(y)];
    const Look look = line.current ? Look::kCurrent : Look::kPlain;
    area.put(0, y, line.current ? kHere : " ", look);
    area.put(1, y, fmt::format("{:>{}}", line.index, width), line.current ? look : Look::kFaint);
    if (marks_switches && line.may_switch) area.put(width + 1, y, "*", look);
    area.put(width + 2, y, line.text, look);
  }
}

std::string joined_locals(const std::vector<lab::VariableView>& locals) {
  std::string text;
  for (const lab::VariableView& local : locals) {
    if (!text.empty()) text += ", ";
    text += local.name + " = " + local.value;
  }
  return text;
}

// The top of the stack is at the end and stays in sight.
std::string joined_stack(const std::vector<std::string>& stack, int width) {
  std::string text;
  for (size_t i = stack.size(); i-- > 0;) {
    const std::string more = stack[i] + (text.empty() ? "" : ", ") + text;
    if (!text.empty() && columns_of(more) + (i > 0 ? 3 : 0) > width) return "…, " + text;
    text = more;
  }
  return text;
}

void draw_wrapped(const Area& area, std::string_view label, const std::string& text) {
  if (area.height() == 0) return;
  const int x = area.put(1, 0, label, Look::kFaint) + 1;
  const Area rest = area.part(x, 0, area.width(), area.height());
  std::vector<std::string> lines = wrap(text, std::max(1, rest.width()));
  const auto rows = static_cast<size_t>(area.height());
  if (lines.size() > rows) {
    lines.resize(rows);
    lines.back() = cut_to(lines.back() + " …", rest.width());
  }
  for (size_t i = 0; i < lines.size(); ++i) rest.put(0, static_cast<int>(i), lines[i]);
}

}  // namespace

void draw_thread(const Area& area, const ThreadPicture& thread, int chosen,
                 const ViewLayout& layout, bool marks_switches) {
  int y = 0;
  auto next = [&](int height) {
    y += height;
    return area.part(0, y - height, area.width(), height);
  };
  draw_name(next(1), thread.view, thread.view.number == chosen);
  draw_state(next(layout.states), thread);
  draw_source(next(layout.source), thread);
  next(layout.rule).rule(0);
  draw_code(next(layout.code), thread.code, marks_switches);
  if (thread.code.empty()) return;
  const Area locals = next(layout.locals);
  if (!thread.locals.empty()) draw_wrapped(locals, "locals", joined_locals(thread.locals));
  const int room = (area.width() - 8) * layout.stack;
  draw_wrapped(next(layout.stack), "stack",
               thread.stack.empty() ? "(empty)" : joined_stack(thread.stack, room));
}

}  // namespace gilt::cli
