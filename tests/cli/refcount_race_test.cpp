// Reference counts raced by real threads: naive ones end in a report, never in a crash; right ones
// in nothing. `./dev stress` does it 200 times (GILT_REFCOUNT_RUNS), and then counts the reports.
#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

class RefcountRace : public Cli {
 protected:
  static int runs() {
    const char* text = std::getenv("GILT_REFCOUNT_RUNS");
    return text != nullptr ? std::atoi(text) : 3;
  }
  static RunResult race(std::vector<std::string> args, bool short_run) {
    args.push_back(std::string(GILT_SOURCE_DIR) + "/scripts/refcount_race.py");
    if (short_run) args.push_back("500");
    return gilt(args);
  }
  static bool is_report(const std::string& text) {
    for (const char* kind : {"early free: ", "double free: ", "leaked: ", "counted too low: "}) {
      if (text.starts_with(std::string("gilt: ") + kind)) return true;
    }
    return false;
  }
};

TEST_F(RefcountRace, NaiveCountsEndInAReport) {
  int reports = 0;
  for (int i = 0; i < runs(); ++i) {
    const RunResult got = race({"--gil", "off", "--refcount", "naive"}, false);
    EXPECT_TRUE(got.status == 0 || got.status == 4) << got.status << got.out << got.err;
    EXPECT_EQ(got.status == 4, is_report(got.err)) << got.status << got.err;
    reports += got.status == 4 ? 1 : 0;
  }
  RecordProperty("reports", reports);
  if (runs() >= 100) {
    EXPECT_GE(reports, runs() * 9 / 10);
  }
}

TEST_F(RefcountRace, RightCountsEndInNothing) {
  const std::vector<std::vector<std::string>> modes = {{"--gil", "on"},
                                                       {"--gil", "off", "--refcount", "biased"},
                                                       {"--gil", "off", "--refcount", "atomic"}};
  for (const auto& mode : modes) {
    for (int i = 0; i < runs(); ++i) {
      const RunResult got = race(mode, runs() < 100);
      EXPECT_EQ(got.status, 0) << got.out << got.err;
      EXPECT_EQ(got.err, "");
    }
  }
}

// What the lost updates show is not hidden by the way in which they are counted.
TEST_F(RefcountRace, StatisticsShowLostUpdates) {
  const RunResult got = race({"--gil", "on", "--stats"}, true);
  EXPECT_EQ(got.err.find("increments lost"), std::string::npos) << got.err;
}

}  // namespace
}  // namespace gilt::test
