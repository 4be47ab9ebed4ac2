#include "cli/step_view_grid.h"

#include <algorithm>

#include "base/unicode.h"
#include "base/utf8.h"

namespace gilt::cli {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kHorizontal = "─";
constexpr std::string_view kVertical = "│";
constexpr std::string_view kReplacement = "?";
constexpr int kTab = 4;
// Marks beyond this many bytes are dropped.
constexpr size_t kMostBytes = 24;

// One thing to print: a character and the marks that combine with it.
struct Glyph {
  std::string text;
  int width = 0;
};

// The next glyph of a text; moves `offset` behind it. Requires offset < text.size().
Glyph next_glyph(std::string_view text, size_t& offset) {
  const size_t start = offset;
  const char32_t c = next_code_point(text, offset);
  if (c == '\t') return {std::string(kTab, ' '), kTab};
  const int width = is_surrogate(c) || !(is_printable(c) || c == ' ') ? 0 : terminal_width(c);
  Glyph glyph{std::string(width > 0 ? text.substr(start, offset - start) : kReplacement),
              std::max(width, 1)};
  while (offset < text.size()) {
    size_t next = offset;
    const char32_t mark = next_code_point(text, next);
    if (is_surrogate(mark) || !is_combining(mark) || terminal_width(mark) != 0) break;
    if (glyph.text.size() < kMostBytes) glyph.text += text.substr(offset, next - offset);
    offset = next;
  }
  return glyph;
}

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  for (size_t at = 0; at < text.size();) columns += next_glyph(text, at).width;
  return columns;
}

std::string cut_to(std::string_view text, int width) {
  if (width <= 0) return {};
  std::string result;
  int columns = 0;
  size_t fits = 0;  // bytes of `result` that leave room for the ellipsis
  for (size_t at = 0; at < text.size();) {
    const Glyph glyph = next_glyph(text, at);
    columns += glyph.width;
    if (columns > width) return result.substr(0, fits) + std::string(kEllipsis);
    result += glyph.text;
    if (columns < width) fits = result.size();
  }
  return result;
}

namespace {

// Appends one line of text in pieces; those after the first keep its indentation.
void wrap_line(std::string_view line, int width, std::vector<std::string>& lines) {
  const size_t text_at = std::min(line.find_first_not_of(' '), line.size());
  const std::string indent(std::min(text_at, static_cast<size_t>(std::max(width / 2, 0))), ' ');
  std::string piece;
  int columns = 0;
  size_t blank = std::string::npos;  // the last one in `piece` where it may be broken
  for (size_t at = 0; at < line.size();) {
    const size_t start = at;
    const Glyph glyph = next_glyph(line, at);
    if (columns + glyph.width > width && columns > 0) {
      const bool at_blank = blank != std::string::npos && glyph.text != " ";
      std::string rest = at_blank ? piece.substr(blank + 1) : std::string();
      lines.push_back(at_blank ? piece.substr(0, blank) : piece);
      piece = indent + rest;
      columns = columns_of(piece);
      blank = std::string::npos;
      if (glyph.text == " ") continue;
    }
    if (glyph.text == " " && start > text_at) blank = piece.size();
    piece += glyph.text;
    columns += glyph.width;
  }
  lines.push_back(piece);
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  while (true) {
    const size_t end = std::min(text.find('\n'), text.size());
    wrap_line(text.substr(0, end), width, lines);
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

// --- Grid

// Halves of wide characters that are about to be overwritten lose their other half.
void Grid::clear_neighbours(int x, int y, int width) {
  if (x > 0 && cells_[index(x, y)].text.empty()) cells_[index(x - 1, y)].text = " ";
  const int end = x + width;
  if (end < size_.width && cells_[index(end, y)].text.empty()) cells_[index(end, y)].text = " ";
}

int Grid::put(int x, int y, std::string_view text, int width, Look look) {
  if (y < 0 || y >= size_.height || x < 0) return 0;
  width = std::min(width, size_.width - x);
  int used = 0;
  for (size_t at = 0; at < text.size() && used < width;) {
    const Glyph glyph = next_glyph(text, at);
    if (glyph.width > width - used && glyph.text[0] != ' ') break;
    const int columns = std::min(glyph.width, width - used);
    clear_neighbours(x + used, y, columns);
    for (int i = 0; i < columns; ++i) {
      Cell& cell = cells_[index(x + used + i, y)];
      cell.look = look;
      cell.text = glyph.text[0] == ' ' ? " " : i == 0 ? glyph.text : "";
    }
    used += columns;
  }
  return used;
}

void Grid::paint(int x, int y, int width, Look look) {
  if (y < 0 || y >= size_.height) return;
  for (int i = std::max(x, 0); i < std::min(x + width, size_.width); ++i) {
    cells_[index(i, y)].look = look;
  }
}

std::string Grid::text() const {
  std::string text;
  for (int y = 0; y < size_.height; ++y) {
    for (int x = 0; x < size_.width; ++x) text += at(x, y).text;
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

// --- lines

void join_lines(Grid& grid) {
  // By which of its four neighbours a line goes on to: left 1, right 2, up 4, down 8.
  constexpr const char* kJoined[16] = {"",  "─", "─", "─", "│", "┘", "└", "┴",
                                       "│", "┐", "┌", "┬", "│", "┤", "├", "┼"};
  const Grid before = grid;
  auto is = [&](int x, int y, std::string_view line) {
    if (x < 0 || y < 0 || x >= grid.size().width || y >= grid.size().height) return false;
    const Cell& cell = before.at(x, y);
    return cell.look == Look::kFaint && cell.text == line;
  };
  for (int y = 0; y < grid.size().height; ++y) {
    for (int x = 0; x < grid.size().width; ++x) {
      const bool vertical = is(x, y, kVertical), horizontal = is(x, y, kHorizontal);
      if (!vertical && !horizontal) continue;
      const int ends = (horizontal || is(x - 1, y, kHorizontal) ? 1 : 0) |
                       (horizontal || is(x + 1, y, kHorizontal) ? 2 : 0) |
                       (vertical || is(x, y - 1, kVertical) ? 4 : 0) |
                       (vertical || is(x, y + 1, kVertical) ? 8 : 0);
      grid.put(x, y, kJoined[ends], 1, Look::kFaint);
    }
  }
}

// --- Area

Area Area::part(int x, int y, int width, int height) const {
  x = std::clamp(x, 0, width_);
  y = std::clamp(y, 0, height_);
  return Area(*grid_, x_ + x, y_ + y, std::clamp(width, 0, width_ - x),
              std::clamp(height, 0, height_ - y));
}

int Area::put(int x, int y, std::string_view text, Look look) const {
  if (x >= width_ || y < 0 || y >= height_) return x;
  return x + grid_->put(x_ + x, y_ + y, cut_to(text, width_ - x), width_ - x, look);
}

void Area::fill(int y, Look look) const {
  if (y < 0 || y >= height_) return;
  grid_->put(x_, y_ + y, std::string(static_cast<size_t>(width_), ' '), width_, look);
}

void Area::clear() const {
  for (int y = 0; y < height_; ++y) fill(y, Look::kPlain);
}

void Area::paint(int y, Look look) const {
  if (y >= 0 && y < height_) grid_->paint(x_, y_ + y, width_, look);
}

void Area::rule(int y, std::string_view title) const {
  if (y < 0 || y >= height_) return;
  for (int x = 0; x < width_; ++x) grid_->put(x_ + x, y_ + y, kHorizontal, 1, Look::kFaint);
  if (title.empty() || width_ < 6) return;
  const std::string text = cut_to(title, width_ - 4);
  put(1, y, " " + text + " ", Look::kTitle);
}

void Area::column_line(int x) const {
  for (int y = 0; y < height_; ++y) put(x, y, kVertical, Look::kFaint);
}

}  // namespace gilt::cli
