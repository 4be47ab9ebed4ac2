// The commands of gilt step, against what is written about them.
#include "cli/step_commands.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace gilt::cli {
namespace {

TEST(StepCommands, AreInTheGuideAsTheyAre) {
  std::ifstream file(std::string(GILT_SOURCE_DIR) + "/docs/stepping.md");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find(step_commands_markdown()), std::string::npos)
      << "docs/stepping.md should have this table:\n"
      << step_commands_markdown();
}

TEST(StepCommands, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const StepCommand& command : step_commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    std::string_view rest = command.shortcuts;
    EXPECT_FALSE(rest.empty()) << command.name;
    while (!rest.empty()) {
      const std::string_view word = take_word(&rest);
      EXPECT_TRUE(names.insert(word).second) << word;
    }
    EXPECT_FALSE(command.summary.empty()) << command.name;
  }
}

TEST(StepCommands, AreFoundByTheBeginningOfOneName) {
  std::string error;
  for (const StepCommand& command : step_commands()) {
    EXPECT_EQ(find_step_command(command.name, &error), &command);
  }
  ASSERT_NE(find_step_command("cont", &error), nullptr);
  EXPECT_EQ(find_step_command("cont", &error)->name, "continue");
  EXPECT_EQ(find_step_command("s", &error)->name, "step");
  EXPECT_EQ(find_step_command("bre", &error), nullptr);
  EXPECT_EQ(error, "'bre' may be any of break, breakpoints");
  EXPECT_EQ(find_step_command("steps", &error), nullptr);
  EXPECT_EQ(error, "there is no command 'steps'; help lists them");
}

TEST(StepCommands, HelpNamesThemAll) {
  const std::string all = step_help();
  for (const StepCommand& command : step_commands()) {
    EXPECT_NE(all.find("  " + std::string(command.name) + ", "), std::string::npos) << command.name;
    EXPECT_NE(all.find(command.summary), std::string::npos) << command.name;
    EXPECT_NE(step_help(command).find(command.details), std::string::npos) << command.name;
  }
  for (size_t at = 0, end; at < all.size(); at = end + 1) {
    end = all.find('\n', at);
    EXPECT_LE(end - at, 90U) << all.substr(at, end - at);
  }
}

}  // namespace
}  // namespace gilt::cli
