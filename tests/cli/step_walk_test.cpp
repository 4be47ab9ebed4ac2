// The walk of the first lesson: into the lost update, back, and the other way; its schedule again
// and again; the same under models that do not switch there.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

constexpr const char* kWalk =
    "break function increment\n"
    "continue sequential\n"
    "T1*3 T2*4\n"
    "T1 T2\n"
    "print counter\n"
    "back 5\n"
    "T1 T2*4\n"
    "print counter\n"
    "delete\n"
    "continue\n";

TEST_F(Stepping, IntoTheLostUpdateBackAndTheOtherWay) {
  const RunResult got = step({lesson("step/lost_update.py")}, kWalk);
  EXPECT_EQ(got.status, 0);
  EXPECT_EQ(got.err, "");
  EXPECT_EQ(
      got.out,
      "lost_update.py, python any, GIL on. T0 is the main thread; help lists the commands.\n"
      "  next  T0  lost_update.py:1      RESUME 0\n"
      "(gilt) break function increment\n"
      "breakpoint 1: function increment\n"
      "(gilt) continue sequential\n"
      "72 steps\n"
      "breakpoint 1: function increment\n"
      "  next  T1  lost_update.py:25     LOAD_GLOBAL counter          `counter += 1`\n"
      "(gilt) T1*3 T2*4\n"
      "    73  T1  lost_update.py:25     LOAD_GLOBAL counter          counter = 0\n"
      "    74  T1  lost_update.py:25     LOAD_SMALL_INT 1\n"
      "    75  T1  lost_update.py:25     BINARY_OP +=                 0 + 1 = 1\n"
      "    76  T2  lost_update.py:23     RESUME 0\n"
      "    77  T2  lost_update.py:25     LOAD_GLOBAL counter          counter = 0\n"
      "    78  T2  lost_update.py:25     LOAD_SMALL_INT 1\n"
      "    79  T2  lost_update.py:25     BINARY_OP +=                 0 + 1 = 1\n"
      "  next  T2  lost_update.py:25     STORE_GLOBAL counter         `counter += 1`\n"
      "(gilt) T1 T2\n"
      "    80  T1  lost_update.py:25     STORE_GLOBAL counter         counter: 0 -> 1\n"
      "    81  T2  lost_update.py:25     STORE_GLOBAL counter         counter: 1 -> 1\n"
      "  next  T2  lost_update.py:25     LOAD_CONST None              `counter += 1`\n"
      "(gilt) print counter\n"
      "counter = 1\n"
      "(gilt) back 5\n"
      "step 76; 5 more are planned\n"
      "  next  T2  lost_update.py:25     LOAD_GLOBAL counter          `counter += 1`\n"
      "(gilt) T1 T2*4\n"
      "    77  T1  lost_update.py:25     STORE_GLOBAL counter         counter: 0 -> 1\n"
      "    78  T2  lost_update.py:25     LOAD_GLOBAL counter          counter = 1\n"
      "    79  T2  lost_update.py:25     LOAD_SMALL_INT 1\n"
      "    80  T2  lost_update.py:25     BINARY_OP +=                 1 + 1 = 2\n"
      "    81  T2  lost_update.py:25     STORE_GLOBAL counter         counter: 1 -> 2\n"
      "  next  T2  lost_update.py:25     LOAD_CONST None              `counter += 1`\n"
      "(gilt) print counter\n"
      "counter = 2\n"
      "(gilt) delete\n"
      "(gilt) continue\n"
      "T0| 2\n"
      "23 steps\n"
      "the program has ended with status 0 after 104 steps\n");
}

TEST_F(Stepping, ASavedScheduleRepeatsItselfByteForByte) {
  const std::string script = lesson("step/lost_update.py");
  const std::string schedule = file("lost.schedule", "");
  std::string commands = "verbose on\nbreak function increment\ncontinue sequential\ndelete\n";
  commands += "T1*3 T2*4 T1 T2\ncontinue\n";
  const RunResult first = step({"--record", schedule, script}, commands);
  ASSERT_EQ(first.status, 0) << first.out;
  EXPECT_CONTAINS(first.out, "T0| 1\n");
  EXPECT_TRUE(
      read(schedule).ends_with("python: any\ngil: on\nrefcount: biased\nseed: 0\n"
                               "schedule: T0*71 T1*4 T2*4 T1 T2*3 T1*2 T0*19\n"))
      << read(schedule);

  // The trace of a hundred replays, and of as many processes as there is patience for.
  commands = "verbose on\nreplay\n";
  for (int i = 1; i < 100; ++i) commands += "restart\nreplay\n";
  const RunResult got = step({"--schedule", schedule, script}, commands);
  EXPECT_EQ(got.status, 0);
  const std::string trace = answer(got.out, "replay");
  EXPECT_CONTAINS(
      trace, "    80  T1  lost_update.py:25     STORE_GLOBAL counter         counter: 0 -> 1\n");
  EXPECT_CONTAINS(
      trace, "    81  T2  lost_update.py:25     STORE_GLOBAL counter         counter: 1 -> 1\n");
  EXPECT_CONTAINS(trace, "prints '1\\n'\nT0| 1\n   102  T0");
  EXPECT_TRUE(trace.ends_with("\nthe program has ended with status 0 after 104 steps\n"));
  int times = 0;
  const std::string block = "(gilt) replay\n" + trace;
  for (size_t at = 0; (at = got.out.find(block, at)) != got.out.npos; at += block.size()) ++times;
  EXPECT_EQ(times, 100);
  for (int i = 0; i < 10; ++i) {
    const std::string copy = file("copy.schedule", "");
    const RunResult again =
        step({"--schedule", schedule, "--record", copy, script}, "verbose on\nreplay\n");
    EXPECT_EQ(answer(again.out, "replay"), trace);
    EXPECT_EQ(read(copy), read(schedule));
  }
  // What was made step by step is what is made again.
  for (size_t at = 0, end; (at = first.out.find("\n    ", at)) != first.out.npos; at = end) {
    end = first.out.find('\n', at + 1);
    EXPECT_CONTAINS(trace, first.out.substr(at + 1, end - at));
  }
}

TEST_F(Stepping, Python314RefusesTheSameWalkAndSaysWhy) {
  const RunResult got = step({"--python", "3.14", lesson("step/lost_update.py")}, kWalk);
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(answer(got.out, "T1*3 T2*4"),
            "    73  T1  lost_update.py:25     LOAD_GLOBAL counter          counter = 0\n"
            "    74  T1  lost_update.py:25     LOAD_SMALL_INT 1\n"
            "    75  T1  lost_update.py:25     BINARY_OP +=                 0 + 1 = 1\n"
            "T1 holds the GIL and 3.14 does not switch here: between BINARY_OP += and STORE_GLOBAL "
            "counter at "
            "line 25; it next may when increment has returned\n"
            "can go on: T1\n"
            "  next  T1  lost_update.py:25     STORE_GLOBAL counter         `counter += 1`\n");
  EXPECT_CONTAINS(got.out, "T0| 2\n");
}

// What many random schedules print, one word each.
class Outcomes : public Stepping {
 protected:
  std::string outcomes(const std::string& model) {
    std::string commands;
    for (int seed = 1; seed <= 200; ++seed) {
      commands += "restart\ncontinue random " + std::to_string(seed) + "\n";
    }
    const RunResult got = step({"--python", model, lesson("step/lost_update.py")}, commands);
    EXPECT_EQ(got.status, 0);
    const bool one = got.out.find("T0| 1\n") != std::string::npos;
    const bool two = got.out.find("T0| 2\n") != std::string::npos;
    return std::string(one ? "1" : "") + (two ? "2" : "");
  }
};

TEST_F(Outcomes, DependOnWhereTheModelSwitches) {
  EXPECT_EQ(outcomes("any"), "12");
  EXPECT_EQ(outcomes("3.9"), "12");
  EXPECT_EQ(outcomes("3.10"), "2");
  EXPECT_EQ(outcomes("3.14"), "2");
  EXPECT_EQ(outcomes("3.14t"), "12");
}

}  // namespace
}  // namespace gilt::test
