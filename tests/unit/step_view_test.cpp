// The full-screen view without its terminal: keys go in, grids come out.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "cli/step_view_control.h"
#include "tests/unit/lab_support.h"

namespace gilt::cli {
namespace {

using Code = Key::Code;

constexpr char kLostUpdate[] =
    "import threading\n"
    "counter = 0\n"
    "def work():\n"
    "    global counter\n"
    "    counter += 1\n"
    "threads = [threading.Thread(target=work) for _ in range(2)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "print(counter)\n";

class StepViewTest : public ::testing::Test {
 protected:
  void start(const std::string& text, PythonModel model = PythonModel::kAny) {
    lab::LabSetup setup;
    setup.model = model;
    script_ = std::make_unique<lab::Script>(text, setup);
    session_ = std::make_unique<lab::Session>(
        script_->program(), [this] { return read_line(); }, 0);
    view_ = std::make_unique<StepView>(*session_, 0, [this] { ++pulses_; });
  }

  // Characters are keys.
  void press(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      view_->press({Code::kText, c});
    }
  }
  void press(Code code) { view_->press({code}); }
  void type_line(std::string_view text) {
    press(text);
    press(Code::kEnter);
  }

  std::string screen(Size size = {80, 24}) { return view_->draw(size).grid.text(); }
  std::string row(int y, Size size = {80, 24}) {
    std::istringstream rows(screen(size));
    std::string line;
    for (int i = 0; i <= y; ++i) std::getline(rows, line);
    return line;
  }
  // The row above the keys: the end of a message.
  std::string message() { return row(22); }
  std::string value(const std::string& name) {
    for (const lab::VariableView& global : lab::view_globals(session_->execution())) {
      if (global.name == name) return global.value;
    }
    return "none";
  }

  // As the view names a writer: the last step is the thread's.
  std::string writer(int thread) { return fmt::format("T{} step {}", thread, session_->steps()); }

  virtual std::optional<std::string> read_line() { return std::nullopt; }

  std::unique_ptr<lab::Script> script_;
  std::unique_ptr<lab::Session> session_;
  std::unique_ptr<StepView> view_;
  int pulses_ = 0;
};

#define EXPECT_SHOWS(part) \
  EXPECT_NE(screen().find(part), std::string::npos) << "not shown: " << (part) << "\n" << screen()
#define EXPECT_HIDES(part) \
  EXPECT_EQ(screen().find(part), std::string::npos) << "shown: " << (part) << "\n" << screen()

TEST_F(StepViewTest, WalksToTheLostUpdateAndBackAndTheOtherWay) {
  start(kLostUpdate);
  press("r");
  EXPECT_SHOWS("waits for T1 to end");
  press("11112222");
  EXPECT_SHOWS("BINARY_OP +=              0 + 1 = 1");
  press("12");
  EXPECT_EQ(value("counter"), "1");
  EXPECT_SHOWS("*counter = 1");
  EXPECT_SHOWS("counter: 1 -> 1");
  press("bbbbb");
  press(Code::kBackspace);
  EXPECT_EQ(value("counter"), "0");
  EXPECT_SHOWS("plan: T2*4 T1 T2");
  press("1");
  EXPECT_SHOWS("no plan");
  press("2");
  press(Code::kEnter);
  press("s");
  press(" ");
  EXPECT_SHOWS("1 + 1 = 2");
  press("n");
  EXPECT_EQ(value("counter"), "2");
  press("c");
  EXPECT_SHOWS("ENDED, exit status 0");
  EXPECT_SHOWS("the program has ended with status 0");
  EXPECT_SHOWS("counter = 2");  // its last value, though the module is gone
  press("o");
  EXPECT_SHOWS("┌ output ─");
  EXPECT_SHOWS("│ 2 ");
  press(Code::kEscape);
  press("1");
  EXPECT_EQ(message(), "the program has ended");
  press("q");
  EXPECT_TRUE(view_->wants_to_quit());
}

TEST_F(StepViewTest, RemembersWhoWroteLast) {
  start(kLostUpdate);
  press("r11111");
  const std::string first = writer(1);
  EXPECT_SHOWS(first);
  press("22222");
  const std::string second = writer(2);
  EXPECT_SHOWS("*counter = 2");
  EXPECT_SHOWS(second);
  press("b");
  EXPECT_SHOWS(" counter = 1");
  EXPECT_SHOWS(first);
  press("f");
  EXPECT_SHOWS("*counter = 2");
  EXPECT_SHOWS(second);
  press("B");
  EXPECT_SHOWS("plan: T1*5 T2*5");
  EXPECT_HIDES(first);
  press("p");
  EXPECT_SHOWS("*counter = 2");
  EXPECT_SHOWS(second);
}

TEST_F(StepViewTest, KnowsTheWritersOfStepsItDidNotSee) {
  start(kLostUpdate);
  press("r1111122222");
  const std::string last = writer(2);
  press("g");
  type_line("0");
  EXPECT_SHOWS("step 0  plan: ");
  EXPECT_HIDES(last);
  press("g");
  type_line(std::to_string(session_->plan().steps()));
  EXPECT_SHOWS("*counter = 2");
  EXPECT_SHOWS(last);
}

TEST_F(StepViewTest, SaysWhyASwitchIsRefused) {
  start(kLostUpdate, PythonModel::k314);
  press("r11");
  press("2");
  EXPECT_SHOWS("T1 holds the GIL and 3.14 does not switch here");
  EXPECT_EQ(message(), "can go on: T1");
  EXPECT_SHOWS("*RESUME 0");
  press("1");
  EXPECT_HIDES("does not switch");
}

TEST_F(StepViewTest, ShowsADeadlockWithItsCycle) {
  start(
      "import threading, time\n"
      "a = threading.Lock()\n"
      "b = threading.Lock()\n"
      "def work(first, second):\n"
      "    with first:\n"
      "        time.sleep(0.1)\n"
      "        with second: pass\n"
      "for locks in (a, b), (b, a): threading.Thread(target=work, args=locks).start()\n");
  press("c");
  EXPECT_SHOWS("DEADLOCK");
  EXPECT_SHOWS("┌ deadlock ─");
  EXPECT_SHOWS("waits for b, held by");
  EXPECT_SHOWS("any key closes");
  press(Code::kEnter);
  EXPECT_HIDES("┌ deadlock ─");
  EXPECT_SHOWS("a: held by T1");
  press("1");
  EXPECT_SHOWS("T1 waits for b, held by T2");
}

TEST_F(StepViewTest, KeepsTheChosenThreadInSight) {
  start(
      "import threading\n"
      "event = threading.Event()\n"
      "def work(): event.wait()\n"
      "for i in range(12): threading.Thread(target=work, name=f'worker {i}').start()\n"
      "event.set()\n");
  for (int i = 0; i < 400 && session_->execution().threads().size() < 13; ++i) press("0");
  EXPECT_SHOWS("T0-T2 of 13 threads");
  for (int i = 0; i < 5; ++i) press(Code::kTab);
  EXPECT_SHOWS("T3-T5 of 13 threads");
  EXPECT_SHOWS(">T5 worker 4");
  press(Code::kLeft);
  EXPECT_SHOWS("T3-T5 of 13 threads");
  EXPECT_SHOWS(">T4 worker 3");
  press(Code::kLeft);
  press(Code::kBackTab);
  EXPECT_SHOWS("T2-T4 of 13 threads");
  press(Code::kLeft);
  press(Code::kLeft);
  press(Code::kLeft);
  EXPECT_SHOWS("T10-T12 of 13 threads");
  EXPECT_SHOWS(">T12 worker 11");
  EXPECT_NE(screen({140, 45}).find(">T12 worker 11"), std::string::npos);
  EXPECT_NE(screen({60, 20}).find(">T12 worker 11"), std::string::npos);
}

TEST_F(StepViewTest, StopsAtALineAndSavesTheSchedule) {
  start(kLostUpdate);
  press("l");
  EXPECT_SHOWS("stop at line");
  type_line("5");
  EXPECT_EQ(message(), "breakpoint 1: line <string>:5");
  press("c");
  EXPECT_EQ(message(), "breakpoint 1: line <string>:5");
  EXPECT_SHOWS(">5b    counter += 1");
  const std::string file =
      (std::filesystem::temp_directory_path() / ("gilt-view-" + std::to_string(getpid()))).string();
  press("w");
  type_line(file);
  EXPECT_SHOWS("steps saved in");
  std::ifstream saved(file);
  std::string first;
  std::getline(saved, first);
  EXPECT_EQ(first, "gilt schedule 1");
  std::filesystem::remove(file);
}

TEST_F(StepViewTest, TakesCommandLines) {
  start(kLostUpdate);
  press(":");
  type_line("step 7");
  EXPECT_SHOWS("step 7 ");
  EXPECT_SHOWS(">7  T0  line 2");
  press(":");
  type_line("no such thing");
  EXPECT_NE(message().find("no"), std::string::npos);
  EXPECT_SHOWS("step 7 ");
  press(":");
  type_line("help");
  EXPECT_SHOWS("┌ help ─");
  EXPECT_SHOWS("more lines");
  press(Code::kDown);
  press(Code::kPageDown);
  EXPECT_SHOWS("┌ help ─");
  press("x");
  EXPECT_HIDES("┌ help ─");
  // The lines before, and back to an empty one.
  press(":");
  press(Code::kUp);
  EXPECT_EQ(row(23), ": help");
  press(Code::kUp);
  press(Code::kUp);
  EXPECT_EQ(row(23), ": step 7");
  press(Code::kDown);
  press(Code::kDown);
  press(Code::kDown);
  EXPECT_EQ(row(23), ":");
  press(Code::kEscape);
  EXPECT_SHOWS("? help  q quit");
}

TEST_F(StepViewTest, CompletesCommandLines) {
  start(kLostUpdate);
  press(":conti");
  press(Code::kTab);
  EXPECT_EQ(row(23), ": continue");
  press("ro");
  press(Code::kTab);
  EXPECT_EQ(row(23), ": continue round-robin");
  press(Code::kErase);
  press("lo");
  press(Code::kTab);
  EXPECT_EQ(row(23), ": loc");
  press(Code::kTab);
  EXPECT_EQ(message(), "locals  locks");
}

TEST_F(StepViewTest, EditsTheLineThatIsTyped) {
  start(kLostUpdate);
  press("g12漢x");
  EXPECT_EQ(row(23), "go to step 12漢x");
  EXPECT_EQ(view_->draw({80, 24}).cursor_x, 16);
  press(Code::kLeft);
  press(Code::kBackspace);
  EXPECT_EQ(row(23), "go to step 12x");
  press(Code::kHome);
  press(Code::kDelete);
  EXPECT_EQ(row(23), "go to step 2x");
  press(Code::kEnd);
  press(Code::kBackspace);
  EXPECT_EQ(row(23), "go to step 2");
  press(Code::kInterrupt);
  EXPECT_SHOWS("? help  q quit");
}

TEST_F(StepViewTest, ScrollsTheTimeline) {
  start(kLostUpdate);
  press(":");
  type_line("step 40");
  EXPECT_SHOWS(">40  T0");
  press(Code::kUp);
  press(Code::kPageUp);
  EXPECT_SHOWS("timeline up to step 29 of 40");
  EXPECT_SHOWS(" 29  T0");
  EXPECT_HIDES(">40  T0");
  press(Code::kHome);
  EXPECT_SHOWS("timeline up to step 1 of 40");
  press(Code::kEnd);
  EXPECT_SHOWS(">40  T0");
  press(Code::kUp);
  press("s");  // what is new is to be seen
  EXPECT_SHOWS(">41  T0");
}

TEST_F(StepViewTest, SaysSoWhenAKeyMeansNothing) {
  start(kLostUpdate);
  press("x");
  EXPECT_EQ(message(), "There is no such key; ? shows those there are.");
  press("9");
  EXPECT_SHOWS("there is no thread T9\ncan go on: T0\n");
  press("b");
  EXPECT_EQ(message(), "this is the beginning");
  press("p");
  EXPECT_EQ(message(), "no steps are planned");
  press(Code::kInterrupt);
  EXPECT_EQ(message(), "Nothing is running; q quits.");
  press("?");
  EXPECT_SHOWS("┌ keys ─");
  EXPECT_SHOWS("any key closes");  // all of it fits
  press("?");
  press("o");
  EXPECT_EQ(message(), "The script has written nothing yet.");
}

TEST_F(StepViewTest, ShowsHowFarALongCommandIs) {
  start("for i in range(1000): pass\n");
  press("c");
  EXPECT_GT(pulses_, 1000);
  EXPECT_SHOWS("the program has ended");
}

TEST_F(StepViewTest, IsTheSameAtEverySizeAfterResizing) {
  start(kLostUpdate);
  press("r1112");
  const std::string small = screen({80, 24});
  const std::string large = screen({140, 45});
  EXPECT_NE(screen({30, 10}).find("too small"), std::string::npos);
  EXPECT_EQ(screen({80, 24}), small);
  EXPECT_EQ(screen({140, 45}), large);
}

TEST_F(StepViewTest, ReplaysWhatWasPlanned) {
  start(kLostUpdate);
  std::string error;
  session_->set_plan(*lab::Schedule::parse("T0*20", &error));
  view_ = std::make_unique<StepView>(*session_, 0, [] {});
  EXPECT_EQ(message(), "20 steps are planned: f makes one of them, p all. ? shows the keys.");
  press("f");
  EXPECT_SHOWS("step 1  plan: T0*19");
  press("p");
  EXPECT_SHOWS("step 20  no plan");
}

// The script reads a line in the middle of a step.
class StepViewInputTest : public StepViewTest {
 protected:
  std::optional<std::string> read_line() override {
    std::string line;
    view_->begin_input();
    seen_ = screen();
    for (char c : std::string("Ada")) {
      EXPECT_EQ(view_->type_input({Code::kText, static_cast<char32_t>(c)}, &line),
                StepView::Typing::kGoesOn);
    }
    typed_ = row(23);
    const StepView::Typing end = view_->type_input({Code::kEnter}, &line);
    EXPECT_EQ(end, StepView::Typing::kDone);
    return line;
  }

  std::string seen_, typed_;
};

TEST_F(StepViewInputTest, AsksForLinesOfTheScript) {
  start("name = input('name? ')\nprint('hello', name)\n");
  press("r");
  EXPECT_NE(seen_.find("T0 reads a line from standard input."), std::string::npos) << seen_;
  EXPECT_EQ(typed_, "name? Ada");
  EXPECT_SHOWS("name = 'Ada'");
  press("o");
  EXPECT_SHOWS("hello Ada");
}

}  // namespace
}  // namespace gilt::cli
