// Grid: a screen as data. Cells with a look each; text is cut at the edge of its area, wide
// characters are never halved, and what a terminal would not print is replaced.
//
// A value; no thread-safety of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilt::cli {

// What a cell is, not how it is painted. Nothing is said by looks alone: there is always a text or a
// mark that says it too.
enum class Look : uint8_t {
  kPlain,
  kFaint,    // lines, what is not so important
  kBar,      // the status line, and what is chosen
  kTitle,    // of a part of the screen
  kCurrent,  // where a thread stands
  kChanged,  // what the last step wrote
  kWaiting,  // cannot go on now
  kAlert,    // refused, deadlock
  kKey,      // names of keys
  kThread,   // of thread 0; those of kThreadLooks threads follow, then they come again
};
inline constexpr int kThreadLooks = 6;
inline Look thread_look(int number) {
  return static_cast<Look>(static_cast<int>(Look::kThread) + number % kThreadLooks);
}

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
};

struct Cell {
  std::string text = " ";  // a character with its marks; empty: the right half of the one before
  Look look = Look::kPlain;
};

// Columns that the text takes on a terminal, once it is cleaned as the grid does.
int columns_of(std::string_view text);
// At most `width` columns of it; what is cut ends in an ellipsis.
std::string cut_to(std::string_view text, int width);
// Lines of at most `width` columns, broken at blanks where there are any. At least one.
std::vector<std::string> wrap(std::string_view text, int width);

class Grid {
 public:
  explicit Grid(Size size)
      : size_(size), cells_(static_cast<size_t>(size.width) * static_cast<size_t>(size.height)) {}

  Size size() const { return size_; }
  const Cell& at(int x, int y) const { return cells_[index(x, y)]; }

  // Text from (x, y) on, at most `width` columns of it. How many it took.
  int put(int x, int y, std::string_view text, int width, Look look);
  // Changes the look of what is there.
  void paint(int x, int y, int width, Look look);

  // Rows with '\n' behind each, without the blanks at their ends.
  std::string text() const;

 private:
  size_t index(int x, int y) const {
    return static_cast<size_t>(y) * static_cast<size_t>(size_.width) + static_cast<size_t>(x);
  }
  void clear_neighbours(int x, int y, int width);

  Size size_;
  std::vector<Cell> cells_;
};

// Where lines of Area::rule() and Area::column_line() meet, they join.
void join_lines(Grid& grid);

// A rectangle of a grid; rows and columns count from its corner.
class Area {
 public:
  explicit Area(Grid& grid) : Area(grid, 0, 0, grid.size().width, grid.size().height) {}
  Area(Grid& grid, int x, int y, int width, int height)
      : grid_(&grid), x_(x), y_(y), width_(width), height_(height) {}

  int width() const { return width_; }
  int height() const { return height_; }
  // Cut to what this one has.
  Area part(int x, int y, int width, int height) const;

  // What is too long ends in an ellipsis. The column behind it.
  int put(int x, int y, std::string_view text, Look look = Look::kPlain) const;
  void fill(int y, Look look) const;  // a row: blanks
  void clear() const;
  void paint(int y, Look look) const;
  // A horizontal line, with a title in it.
  void rule(int y, std::string_view title = {}) const;
  void column_line(int x) const;

 private:
  Grid* grid_;
  int x_, y_, width_, height_;
};

}  // namespace gilt::cli
