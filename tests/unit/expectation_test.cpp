// The expectations of script tests: what they read, and that they notice what is wrong.
#include "tests/support/expectation.h"

#include <gtest/gtest.h>

namespace gilt::test {
namespace {

Expectation parse(std::string_view source) {
  std::vector<std::string> problems;
  Expectation expectation = parse_expectation(source, problems);
  EXPECT_TRUE(problems.empty()) << problems.front();
  return expectation;
}

bool passes(std::string_view source, const RunResult& got) {
  return check_run(parse(source), got).empty();
}

TEST(Expectation, LinesInOrder) {
  std::string_view source = "print(1)  # expect: 1\nprint()\n# expect:\n# expect: # hash\n";
  EXPECT_TRUE(passes(source, {.out = "1\n\n# hash\n"}));
  EXPECT_FALSE(passes(source, {.out = "1\n# hash\n\n"}));
  EXPECT_FALSE(passes(source, {.out = "1\n\n"}));
  EXPECT_FALSE(passes(source, {.out = "1\n\n# hash\nmore\n"}));
  EXPECT_FALSE(passes(source, {.status = 1, .out = "1\n\n# hash\n"}));
  EXPECT_FALSE(passes(source, {.timed_out = true, .out = "1\n\n# hash\n"}));
  EXPECT_FALSE(passes(source, {.out = "1\n\n# hash\n", .err = "a warning\n"}));
}

TEST(Expectation, PatternsAndAnyOrder) {
  std::string_view source =
      "# expect: start\n# expect unordered: a\n# expect unordered match: [0-9]+\n# expect: end\n";
  EXPECT_TRUE(passes(source, {.out = "start\na\n17\nend\n"}));
  EXPECT_TRUE(passes(source, {.out = "start\n17\na\nend\n"}));
  EXPECT_FALSE(passes(source, {.out = "start\n17\n17\nend\n"}));
  EXPECT_FALSE(passes(source, {.out = "start\na\n17x\nend\n"}));
  EXPECT_TRUE(passes("# expect match: a|b", {.out = "b\n"}));
  EXPECT_FALSE(passes("# expect match: a|b", {.out = "ab\n"}));
}

TEST(Expectation, ErrorsAndStatuses) {
  EXPECT_TRUE(passes("# expect error: E: x", {.status = 1, .err = "Traceback\nE: x\n"}));
  EXPECT_FALSE(passes("# expect error: E: x", {.status = 0, .err = "E: x\n"}));
  EXPECT_FALSE(passes("# expect error: E: x", {.status = 1, .err = "E: y\n"}));
  EXPECT_TRUE(passes("# expect status: 3", {.status = 3}));
  EXPECT_TRUE(passes("# expect stderr: ^W[0-9]:$", {.err = "a\nW1:\n"}));
  EXPECT_FALSE(passes("# expect stderr: ^W[0-9]:$", {.err = "a W1:\n"}));
  EXPECT_TRUE(passes("# stderr| a\n# stderr|\n# stderr|   b\n", {.err = "a\n\n  b\n"}));
  EXPECT_FALSE(passes("# stderr| a\n", {.err = "a\nb\n"}));
}

TEST(Expectation, SetsOfOutcomes) {
  EXPECT_TRUE(passes("# expect every: 20", {.out = "20\n"}));
  EXPECT_FALSE(passes("# expect every: 20", {.out = "19\n"}));
  EXPECT_FALSE(passes("# expect some: 10\n# expect never: 30", {.out = "30\n"}));
  EXPECT_TRUE(passes("# expect some: 10\n# expect never: 30", {.out = "5\n"}));
}

TEST(Expectation, Settings) {
  Expectation e = parse(
      "# modes: any 3.14\n# runs: 20\n# args: --stats -X gil=0\n# argv: 5 six\n# input: one\n"
      "# input: two\n# needs-python: 3.14\n# loses under: 3.9 off\n# keeps under: 3.10\n");
  EXPECT_EQ(e.modes, (std::vector<std::string>{"any", "3.14"}));
  EXPECT_EQ(e.runs, 20);
  EXPECT_EQ(e.args, (std::vector<std::string>{"--stats", "-X", "gil=0"}));
  EXPECT_EQ(e.argv, (std::vector<std::string>{"5", "six"}));
  EXPECT_EQ(e.input, "one\ntwo\n");
  EXPECT_EQ(e.needs_python, "3.14");
  EXPECT_TRUE(e.about_races());
  EXPECT_EQ(parse("print(1)").modes, (std::vector<std::string>{"on", "off"}));
}

TEST(Expectation, Lightened) {
  Expectation e = parse("# argv: 1000 x\n# light: 60 600\n");
  EXPECT_EQ(e.argv, (std::vector<std::string>{"1000", "x"}));
  lighten(e);
  EXPECT_EQ(e.argv, (std::vector<std::string>{"60", "600"}));
  e = parse("# argv: 1000\n");
  lighten(e);
  EXPECT_EQ(e.argv, (std::vector<std::string>{"1000"}));
}

TEST(Expectation, NotLightAndHeavyAtOnce) {
  std::vector<std::string> problems;
  parse_expectation("# light: 5\n# heavy: much to do\n", problems);
  EXPECT_EQ(problems.size(), 1u);
}

TEST(Expectation, AMisspeltOneIsAProblem) {
  std::vector<std::string> problems;
  parse_expectation("x = 1\n# expects: 5\nprint(2)  # expected 5\n# expect match: (\n", problems);
  EXPECT_EQ(problems.size(), 3u);
}

}  // namespace
}  // namespace gilt::test
