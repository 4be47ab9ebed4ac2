// Schedules and their files as text: what is written is read, and what is wrong is named.
#include <gtest/gtest.h>

#include "lab/schedule_file.h"

namespace gilt::lab {
namespace {

std::string why_not(std::string_view text) {
  std::string error;
  EXPECT_FALSE(Schedule::parse(text, &error)) << text;
  return error;
}

Schedule parsed(std::string_view text) {
  std::string error;
  std::optional<Schedule> schedule = Schedule::parse(text, &error);
  EXPECT_TRUE(schedule) << error;
  return schedule.value_or(Schedule());
}

TEST(LabSchedule, JoinsNeighboursOfOneThread) {
  const Schedule schedule = parsed("T0*2 T0  t1\n T1*3\tT0");
  EXPECT_EQ(schedule.text(), "T0*3 T1*4 T0");
  EXPECT_EQ(schedule.steps(), 8U);
  EXPECT_EQ(schedule.thread_at(2), 0);
  EXPECT_EQ(schedule.thread_at(3), 1);
  EXPECT_EQ(schedule.thread_at(7), 0);
  EXPECT_EQ(schedule.thread_at(8), -1);
  EXPECT_EQ(schedule.prefix(5).text(), "T0*3 T1*2");
  EXPECT_EQ(schedule.prefix(0).text(), "");
  EXPECT_EQ(schedule.prefix(100), schedule);
}

TEST(LabSchedule, SaysWhatIsNoSchedule) {
  for (const char* wrong : {"1", "T", "T1*", "T1*0", "T1*-1", "Tx", "T1x", "T-1", "T1**2", "T1*2*3",
                            "T1*9999999999999999999999", "T99999999999"}) {
    EXPECT_EQ(why_not(std::string("T0 ") + wrong),
              "'" + std::string(wrong) + "' is not part of a schedule; T1 or T1*3 is");
  }
}

ScheduleFile full_file() {
  ScheduleFile file;
  file.program = "a script.py";
  file.hash = "8f14e45fceea167a";
  file.arguments = {"1", "two words", "\"\\", ""};
  file.model = PythonModel::k314t;
  file.gil = false;
  file.refcount = gil::RefcountPolicy::kNaive;
  file.seed = 18446744073709551615ULL;
  file.input = std::string("3\n\tä\xff\x01\xc3") + '\0' + "1\r\n";
  file.input_end = true;
  for (int i = 0; i < 100; ++i) file.schedule.add(i % 3, static_cast<uint64_t>(i % 7 + 1));
  return file;
}

TEST(LabScheduleFile, IsReadAsItWasWritten) {
  for (const ScheduleFile& file : {ScheduleFile(), full_file()}) {
    const std::string text = file.text();
    std::string error;
    std::optional<ScheduleFile> again = ScheduleFile::parse(text, &error);
    ASSERT_TRUE(again) << error << "\n" << text;
    EXPECT_EQ(*again, file) << text;
    EXPECT_EQ(again->text(), text);
  }
}

TEST(LabScheduleFile, LooksAsDocumented) {
  ScheduleFile file = full_file();
  file.schedule = parsed("T0*120 T1*3 T2");
  EXPECT_EQ(file.text(),
            "gilt schedule 1\n"
            "program: a script.py\n"
            "hash: 8f14e45fceea167a\n"
            "arguments: \"1\" \"two words\" \"\\\"\\\\\" \"\"\n"
            "python: 3.14t\n"
            "gil: off\n"
            "refcount: naive\n"
            "seed: 18446744073709551615\n"
            "input: \"3\\n\\tä\\xff\\x01\\xc3\\x001\\r\\n\"\n"
            "input end: yes\n"
            "schedule: T0*120 T1*3 T2\n");
}

TEST(LabScheduleFile, FoldsLongSchedules) {
  const std::string text = full_file().text();
  size_t lines = 0;
  for (size_t at = 0; at < text.size(); ++lines) {
    const size_t end = text.find('\n', at);
    EXPECT_LE(end - at, 96U);
    at = end + 1;
  }
  EXPECT_GT(lines, 13U);
}

TEST(LabScheduleFile, SkipsCommentsAndBlankLines) {
  std::string error;
  std::optional<ScheduleFile> file = ScheduleFile::parse(
      "gilt schedule 1\r\n\n# mine\nprogram: x.py\r\nschedule: T0\n\n# more\n\tT1*2\n  T0", &error);
  ASSERT_TRUE(file) << error;
  EXPECT_EQ(file->program, "x.py");
  EXPECT_EQ(file->schedule.text(), "T0 T1*2 T0");
}

TEST(LabScheduleFile, SaysWhatIsWrongAndWhere) {
  const std::string first = "gilt schedule 1\n";
  const std::pair<std::string, std::string> cases[] = {
      {"", "line 1: the file is empty"},
      {"print(1)\n", "line 1: this is no schedule file: its first line is not 'gilt schedule 1'"},
      {"gilt schedule 2\n", "line 1: 'gilt schedule 2' is not a version that this gilt knows"},
      {first, "line 1: the file ends without a schedule"},
      {first + "program: x.py\nhash: 1\n", "line 3: the file ends without a schedule"},
      {first + "nonsense\n", "line 2: this is not 'key: value'"},
      {first + "speed: 3\n", "line 2: 'speed' means nothing in a schedule file"},
      {first + "gil: on\n\ngil: on\n", "line 4: a second 'gil'"},
      {first + "gil: maybe\n", "line 2: 'maybe' cannot be the value of 'gil'"},
      {first + "python: 2.7\n", "line 2: '2.7' cannot be the value of 'python'"},
      {first + "refcount: none\n", "line 2: 'none' cannot be the value of 'refcount'"},
      {first + "seed: -1\n", "line 2: '-1' cannot be the value of 'seed'"},
      {first + "seed: 99999999999999999999\n",
       "line 2: '99999999999999999999' cannot be the value of 'seed'"},
      {first + "input: 3\n", "line 2: '3' cannot be the value of 'input'"},
      {first + "input: \"3\n", "line 2: '\"3' cannot be the value of 'input'"},
      {first + "input: \"\\q\"\n", "line 2: '\"\\q\"' cannot be the value of 'input'"},
      {first + "input: \"\\x1\"\n", "line 2: '\"\\x1\"' cannot be the value of 'input'"},
      {first + "arguments: \"1\"\"2\"\n",
       "line 2: '\"1\"\"2\"' cannot be the value of 'arguments'"},
      {first + "schedule: T0\n T1 x\n", "line 2: 'x' is not part of a schedule; T1 or T1*3 is"},
      {first + "schedule: T0\ngil: on\n", "line 3: the schedule has to come last"},
  };
  for (const auto& [text, what] : cases) {
    std::string error;
    EXPECT_FALSE(ScheduleFile::parse(text, &error)) << text;
    EXPECT_EQ(error, what) << text;
  }
}

}  // namespace
}  // namespace gilt::lab
