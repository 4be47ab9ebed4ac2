// Text on the grid of the full-screen view: widths, cuts, wide characters, lines.
#include "cli/step_view_grid.h"

#include <gtest/gtest.h>

namespace gilt::cli {
namespace {

TEST(StepViewGrid, CountsColumnsNotBytes) {
  EXPECT_EQ(columns_of(""), 0);
  EXPECT_EQ(columns_of("größer"), 6);
  EXPECT_EQ(columns_of("漢字"), 4);
  EXPECT_EQ(columns_of("e\u0301"), 1);       // a letter and its accent
  EXPECT_EQ(columns_of("\x1b[31m"), 5);      // what a terminal would obey is one '?'
  EXPECT_EQ(columns_of("\xED\xA0\x80"), 1);  // a lone surrogate
}

TEST(StepViewGrid, CutsWithAnEllipsisThatFits) {
  EXPECT_EQ(cut_to("counter", 7), "counter");
  EXPECT_EQ(cut_to("counter", 6), "count…");
  EXPECT_EQ(cut_to("counter", 1), "…");
  EXPECT_EQ(cut_to("counter", 0), "");
  EXPECT_EQ(cut_to("漢字漢字", 8), "漢字漢字");
  EXPECT_EQ(cut_to("漢字漢字", 7), "漢字漢…");
  EXPECT_EQ(cut_to("漢字漢字", 6), "漢字…");  // half a character is none
}

TEST(StepViewGrid, WrapsAtBlanksAndKeepsIndentation) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrap("", 10), Lines{""});
  EXPECT_EQ(wrap("waits for lock_a, held by T1", 16),
            (Lines{"waits for", "lock_a, held by", "T1"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("ab  cd\nef", 10), (Lines{"ab  cd", "ef"}));
  EXPECT_EQ(wrap("  one two three", 9), (Lines{"  one two", "  three"}));
  EXPECT_EQ(wrap("one two", 3), (Lines{"one", "two"}));
  EXPECT_EQ(wrap("漢字漢字", 5), (Lines{"漢字", "漢字"}));
}

TEST(StepViewGrid, NeverHalvesAWideCharacter) {
  Grid grid({6, 1});
  grid.put(0, 0, "a漢b字", 6, Look::kPlain);
  EXPECT_EQ(grid.text(), "a漢b字\n");
  grid.put(1, 0, "x", 1, Look::kPlain);  // over its left half
  EXPECT_EQ(grid.text(), "ax b字\n");
  grid.put(5, 0, "y", 1, Look::kPlain);  // over its right half
  EXPECT_EQ(grid.text(), "ax b y\n");
  Grid narrow({2, 1});
  EXPECT_EQ(narrow.put(0, 0, "a漢", 2, Look::kPlain), 1);
  EXPECT_EQ(narrow.text(), "a\n");
}

TEST(StepViewGrid, ReplacesWhatATerminalWouldObey) {
  Grid grid({10, 1});
  grid.put(0, 0, "a\x1b[2Jb", 10, Look::kPlain);
  EXPECT_EQ(grid.text(), "a?[2Jb\n");
  Grid tab({10, 1});
  tab.put(0, 0, "\tb", 10, Look::kPlain);
  EXPECT_EQ(tab.text(), "    b\n");
}

TEST(StepViewGrid, StaysInsideAnArea) {
  Grid grid({8, 3});
  const Area area(grid, 2, 1, 4, 1);
  EXPECT_EQ(area.put(0, 0, "counter"), 4);
  area.put(0, 1, "below");
  area.put(4, 0, "behind");
  EXPECT_EQ(grid.text(), "\n  cou…\n\n");
  EXPECT_EQ(area.part(2, 0, 100, 100).width(), 2);
}

TEST(StepViewGrid, JoinsLines) {
  Grid grid({5, 4});
  const Area all(grid);
  all.part(0, 1, 5, 3).column_line(2);
  all.rule(0);
  all.rule(2);
  join_lines(grid);
  EXPECT_EQ(grid.text(),
            "──┬──\n"
            "  │\n"
            "──┼──\n"
            "  │\n");
}

TEST(StepViewGrid, LeavesLinesOfAScriptAlone) {
  Grid grid({3, 2});
  grid.put(0, 0, "│─│", 3, Look::kPlain);
  Area(grid).rule(1);
  join_lines(grid);
  EXPECT_EQ(grid.text(), "│─│\n───\n");
}

}  // namespace
}  // namespace gilt::cli
