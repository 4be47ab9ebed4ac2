// Reference counts that are wrong on purpose, step by step: the schedules beside the scripts of
// scripts/refcount lead to their ends, and what is shown on the way there.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

class RefcountSteps : public Stepping {
 protected:
  RunResult replay(const std::string& name, const std::string& commands = "replay\noutput\n") {
    return step({"--schedule", lesson("refcount/" + name + ".schedule"),
                 lesson("refcount/" + name + ".py")},
                commands);
  }
};

struct End {
  const char* script;
  std::vector<const char*> lines;  // among the output
  const char* never = nullptr;
};

TEST_F(RefcountSteps, RecordedSchedulesReplayToTheirEnds) {
  const End ends[] = {
      {"leak",
       {"both references are gone\n", "gilt: leaked: 1 object that nothing can free any more\n",
        "1 'Box' object made at leak.py:22: 1 reference too many, <Box object>\n",
        "lost: 0 increments and 1 decrement of all counts\n"},
       "__del__:"},
      {"leak_2",
       {"references 2, counted 3\n", "the copy: ['a', 'list']\n",
        "1 'list' object made at leak_2.py:16: 1 reference too many, ['a', 'list']\n"}},
      {"early_free",
       {"references 2, counted 1\n",
        "gilt: early free: a 'list' object had been freed when a new reference to it was taken\n",
        "freed at    early_free.py:41 (DELETE_FAST) by MainThread\n",
        "touched at  early_free.py:42 (LOAD_GLOBAL) by MainThread\n", "still in    global 'copy'\n",
        "lost        1 increment and 0 decrements of its count"},
       "the copy:"},
      {"early_free_2",
       {"gilt: early free: a 'list' object had been freed when a new reference to it was taken\n",
        "freed at    early_free_2.py:20 (DELETE_FAST) by Thread-1 (copy_it)\n",
        "still in    global 'shared'\n"},
       "still there"},
      {"instant_free",
       {"gilt: early free: a 'list' object had been freed when its count, loaded before, was "
        "stored\n",
        "freed at    instant_free.py:25 (STORE_GLOBAL) by Thread-2 (drop_it)\n",
        "touched at  instant_free.py:20 (LOAD_GLOBAL) by Thread-1 (copy_it)\n"},
       "the copy:"},
      {"double_free",
       {"gilt: double free: the count of a 'list' object came to zero a second time\n"},
       "both references"},
      {"slot_read",
       {"gilt: early free: a 'list' object had been freed when a new reference to it was taken\n",
        "freed at    slot_read.py:27 (STORE_GLOBAL) by Thread-2 (drop_it)\n"},
       "the copy:"},
  };
  for (const End& end : ends) {
    SCOPED_TRACE(end.script);
    const RunResult got = replay(end.script);
    EXPECT_EQ(got.status, 4) << got.out;
    EXPECT_EQ(got.err, "");
    const std::string output = answer(got.out, "output");
    for (const char* line : end.lines) EXPECT_CONTAINS(output, line);
    if (end.never != nullptr) {
      EXPECT_EQ(output.find(end.never), output.npos) << output;
    }
  }
}

TEST_F(RefcountSteps, OtherSchedulesOfTheSameScriptsLoseNothing) {
  for (const char* name : {"leak", "leak_2", "early_free", "early_free_2", "instant_free"}) {
    SCOPED_TRACE(name);
    const RunResult got = step(
        {"--gil", "off", "--refcount", "naive", lesson(std::string("refcount/") + name + ".py")},
        "continue sequential\noutput\n");
    EXPECT_EQ(got.status, 0) << got.out;
    EXPECT_EQ(answer(got.out, "output").find("gilt:"), std::string::npos) << got.out;
  }
}

// What is right does not depend on the schedule: no choice point is inside of an instruction.
TEST_F(RefcountSteps, RightCountsHaveNoStepsOfTheirOwn) {
  for (const char* refcount : {"biased", "atomic"}) {
    for (int seed = 1; seed <= 10; ++seed) {
      const RunResult got =
          step({"--gil", "off", "--refcount", refcount, lesson("refcount/early_free.py")},
               "verbose on\ncontinue random " + std::to_string(seed) + "\n");
      EXPECT_EQ(got.status, 0) << got.out;
      EXPECT_EQ(got.out.find("s refcount "), std::string::npos) << got.out;
    }
  }
}

}  // namespace
}  // namespace gilt::test
