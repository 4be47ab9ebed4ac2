// The full-screen view drawn from made-up pictures: what fits, what is cut, what is always there.
#include "cli/step_view_draw.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace gilt::cli {
namespace {

ThreadPicture thread(int number, const std::string& state = "ready") {
  ThreadPicture picture;
  picture.view.number = number;
  picture.view.name = fmt::format("Thread-{} (work)", number);
  picture.view.state = state;
  picture.place = "line 9 in work";
  picture.source = {{8, false, "    global counter"}, {9, true, "    counter += 1"}};
  picture.code = {{3, 0, false, true, "BINARY_OP +="}, {4, 0, true, false, "STORE_GLOBAL counter"}};
  picture.stack = {"1"};
  return picture;
}

StepPicture picture_of(size_t threads, Size size) {
  StepPicture picture;
  picture.program = "race.py";
  picture.rules = "python any, gil on";
  picture.step = 57;
  picture.threads = threads;
  const size_t columns = lay_out(size, threads).columns;
  for (size_t i = 0; i < columns; ++i) picture.columns.push_back(thread(static_cast<int>(i)));
  picture.timeline = {{56, 1, "line 9", "LOAD_GLOBAL counter", "counter = 0"},
                      {57, 2, "line 9", "STORE_GLOBAL counter", "counter: 0 -> 1"}};
  picture.timeline_end = 57;
  return picture;
}

std::string drawn(const StepPicture& picture, Size size, const ViewState& state = {}) {
  return draw_view(picture, state, size).grid.text();
}

std::vector<std::string> rows_of(const std::string& text) {
  std::vector<std::string> rows;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    rows.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return rows;
}

#define EXPECT_SHOWS(text, part) \
  EXPECT_NE((text).find(part), std::string::npos) << "not shown: " << (part) << "\n" << (text)
#define EXPECT_HIDES(text, part) \
  EXPECT_EQ((text).find(part), std::string::npos) << "shown: " << (part) << "\n" << (text)

TEST(StepViewDraw, FillsEverySizeAndNoMore) {
  for (int width = kSmallestView.width; width <= 200; width += 9) {
    for (int height = kSmallestView.height; height <= 70; height += 3) {
      const Size size{width, height};
      StepPicture picture = picture_of(3, size);
      picture.locks = {{"lock_a", "Lock", "held by T1 since race.py:9", 1, {2}}};
      const std::vector<std::string> rows = rows_of(drawn(picture, size));
      ASSERT_EQ(rows.size(), static_cast<size_t>(height));
      EXPECT_TRUE(rows.back().ends_with("q quit")) << rows.back();
      // The newest step stands right above the keys, or above free rows.
      const std::string text = drawn(picture, size);
      EXPECT_SHOWS(text, ">57  T2  line 9");
      EXPECT_SHOWS(text, ">4 STORE_GLOBAL counter");
      EXPECT_SHOWS(text, width < 60 ? "lock_a: T1" : "lock_a: held by T1");
      for (const std::string& row : rows) EXPECT_LE(columns_of(row), width);
    }
  }
}

TEST(StepViewDraw, SaysWhenThereIsNotEnoughRoom) {
  EXPECT_EQ(drawn(picture_of(1, {30, 3}), {30, 3}),
            "The window is too small: 30x3\n"
            "of at least 40x16 columns and\n"
            "rows.\n");
  EXPECT_EQ(rows_of(drawn(picture_of(1, {4, 2}), {4, 2})).size(), 2U);
}

TEST(StepViewDraw, GivesAsManyThreadsAColumnAsFit) {
  EXPECT_EQ(lay_out({80, 24}, 2).columns, 2U);
  EXPECT_EQ(lay_out({80, 24}, 10).columns, 3U);
  EXPECT_EQ(lay_out({74, 24}, 10).columns, 3U);
  EXPECT_EQ(lay_out({73, 24}, 10).columns, 2U);
  EXPECT_EQ(lay_out({48, 24}, 10).columns, 1U);
  EXPECT_EQ(lay_out({140, 45}, 10).columns, 5U);

  const Size size{80, 24};
  StepPicture picture = picture_of(10, size);
  EXPECT_SHOWS(drawn(picture, size), "T0-T2 of 10 threads");
  picture.first_column = 7;
  EXPECT_SHOWS(drawn(picture, size), "T7-T9 of 10 threads");
  EXPECT_HIDES(drawn(picture_of(3, size), size), " threads");
}

TEST(StepViewDraw, MarksWithSignsNotOnlyWithLooks) {
  const Size size{80, 24};
  StepPicture picture = picture_of(3, size);
  picture.variables = {{"counter", "1", Write{57, 2}}, {"limit", "5", Write{3, 0}}};
  ViewState state;
  state.chosen = 1;
  const std::string text = drawn(picture, size, state);
  EXPECT_SHOWS(text, ">T1 Thread-1 (work)");
  EXPECT_SHOWS(text, " T2 Thread-2 (work)");
  EXPECT_SHOWS(text, ">9 counter += 1");
  EXPECT_SHOWS(text, "*counter = 1");
  EXPECT_SHOWS(text, " limit   = 5");
  EXPECT_SHOWS(text, "T2 step 57");
}

TEST(StepViewDraw, MarksInstructionsOnlyIfThereAreOthers) {
  const Size size{80, 24};
  StepPicture picture = picture_of(1, size);
  EXPECT_SHOWS(drawn(picture, size), " 3 BINARY_OP +=");
  picture.marks_switches = true;
  EXPECT_SHOWS(drawn(picture, size), " 3*BINARY_OP +=");
  EXPECT_SHOWS(drawn(picture, size), ">4 STORE_GLOBAL counter");
}

TEST(StepViewDraw, KeepsTheHolderInSightWhereItIsNarrow) {
  const Size size{80, 24};
  StepPicture picture = picture_of(3, size);
  picture.columns[2] = thread(2, "waits for lock_a, held by T1");
  picture.locks = {{"lock_a", "Lock", "held by T1 since a_long_name.py:9", 1, {0, 2}}};
  const std::string text = drawn(picture, size);
  EXPECT_SHOWS(text, "waits for lock_a, held by\n");
  EXPECT_SHOWS(text, " lock_a: held by T1, waiting: T0 T2\n");
}

TEST(StepViewDraw, ChoosesTheVariablesThatThreadsShare) {
  const Size size{80, 24};
  StepPicture picture = picture_of(2, size);
  picture.variables = {{"a", "<Thread object>", Write{50, 0}, false},
                       {"b", "2", Write{20, 1}, true},
                       {"c", "3", {}, false},
                       {"d", "[<Lock>]", {}, true},
                       {"e", "5", Write{40, 0}, false}};
  const int rows = lay_out(size, 2).variables;
  ASSERT_EQ(rows, 2);
  const std::string text = drawn(picture, size);
  EXPECT_SHOWS(text, "shared variables (2 of 5)");
  EXPECT_SHOWS(text, " b = 2");
  EXPECT_SHOWS(text, " d = [<Lock>]");
  EXPECT_LT(text.find(" b = "), text.find(" d = "));  // in their order
  picture.variables.erase(picture.variables.begin() + 3);
  EXPECT_SHOWS(drawn(picture, size), " b = 2");
  EXPECT_SHOWS(drawn(picture, size), " e = 5");
}

TEST(StepViewDraw, GivesAMessageRoomFromTheTimeline) {
  const Size size{80, 24};
  ViewState state;
  state.message =
      "T1 holds the GIL and 3.14 does not switch here: between LOAD_GLOBAL and STORE_GLOBAL at "
      "line 9; it next may after JUMP_BACKWARD at line 8";
  state.alert = true;
  const Drawn view = draw_view(picture_of(3, size), state, size);
  const std::vector<std::string> rows = rows_of(view.grid.text());
  ASSERT_EQ(rows.size(), 24U);
  EXPECT_EQ(rows[21], "T1 holds the GIL and 3.14 does not switch here: between LOAD_GLOBAL and");
  EXPECT_EQ(rows[22], "STORE_GLOBAL at line 9; it next may after JUMP_BACKWARD at line 8");
  EXPECT_EQ(view.grid.at(0, 21).look, Look::kAlert);
  EXPECT_SHOWS(view.grid.text(), ">57  T2");
}

TEST(StepViewDraw, SaysDeadlockAndEndPlainly) {
  const Size size{80, 24};
  StepPicture picture = picture_of(2, size);
  EXPECT_SHOWS(drawn(picture, size), "step 57  no plan");
  picture.plan = "T1*3 T2";
  EXPECT_SHOWS(drawn(picture, size), "step 57  plan: T1*3 T2");
  picture.status = lab::Execution::Status::kDeadlock;
  EXPECT_SHOWS(drawn(picture, size), "step 57  DEADLOCK");
  picture.status = lab::Execution::Status::kFinished;
  picture.exit_status = 1;
  EXPECT_SHOWS(drawn(picture, size), "step 57  ENDED, exit status 1");
}

TEST(StepViewDraw, ShowsOutputNextToTheTimelineWhereItIsWide) {
  StepPicture picture = picture_of(2, {80, 24});
  picture.output = {"one", "two"};
  EXPECT_HIDES(drawn(picture, {80, 24}), "two");
  EXPECT_SHOWS(drawn(picture, {140, 45}), "─ output ─");
  EXPECT_SHOWS(drawn(picture, {140, 45}), "│ two");
}

TEST(StepViewDraw, ScrollsABox) {
  const Size size{80, 24};
  std::string text;
  for (int i = 1; i <= 50; ++i) text += fmt::format("line {}{}", i, i < 50 ? "\n" : "");
  ViewState state;
  state.popup = Popup{"lines", text, 0};
  std::string screen = drawn(picture_of(3, size), size, state);
  EXPECT_SHOWS(screen, "┌ lines ─");
  EXPECT_SHOWS(screen, "│ line 1 ");
  EXPECT_SHOWS(screen, "│ line 20 ");
  EXPECT_HIDES(screen, "line 21");
  EXPECT_SHOWS(screen, "30 more lines");
  EXPECT_EQ(most_scrolled(*state.popup, size), 30);
  state.popup->scrolled = 30;
  screen = drawn(picture_of(3, size), size, state);
  EXPECT_HIDES(screen, "line 30 ");
  EXPECT_SHOWS(screen, "│ line 50 ");
}

TEST(StepViewDraw, ShowsTheEndOfALineThatIsTyped) {
  const Size size{40, 16};
  ViewState state;
  state.entry = Entry{"go to step", "", 0};
  Drawn view = draw_view(picture_of(1, size), state, size);
  EXPECT_EQ(rows_of(view.grid.text()).back(), "go to step");
  EXPECT_EQ(view.cursor_x, 11);
  EXPECT_EQ(view.cursor_y, 15);
  state.entry->set(std::string(60, 'x') + "漢end");
  view = draw_view(picture_of(1, size), state, size);
  EXPECT_TRUE(rows_of(view.grid.text()).back().ends_with("xxx漢end"));
  EXPECT_EQ(view.cursor_x, 39);
}

TEST(StepViewDraw, CutsLongLinesOfAllKinds) {
  const Size size{80, 24};
  StepPicture picture = picture_of(3, size);
  picture.program = std::string(200, 'p');
  ThreadPicture& first = picture.columns[0];
  first.view.name = std::string(200, 'n');
  first.view.state = std::string(200, 's');
  first.source[1].text = "    漢字漢字漢字漢字漢字漢字漢字漢字";
  first.code[1].text = std::string(200, 'c');
  first.stack = {std::string(200, 'v'), "top"};
  picture.variables = {{std::string(200, 'a'), std::string(200, 'b'), Write{57, 1}}};
  picture.timeline[1].effect = std::string(200, 'e');
  const std::string text = drawn(picture, size);
  for (const std::string& row : rows_of(text)) EXPECT_LE(columns_of(row), 80);
  EXPECT_SHOWS(text, "│>9 counter += 1");  // the neighbour's column is where it was
  EXPECT_SHOWS(text, ">9 漢字漢字漢字漢字漢字漢…│");
  EXPECT_SHOWS(text, "…, top");
}

}  // namespace
}  // namespace gilt::cli
