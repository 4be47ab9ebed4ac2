// Helpers of the command-line tests: running gilt, and scripts in a directory of their own.
//
// The gilt under test is named by the environment variable GILT (ctest sets it).
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/subprocess.h"

namespace gilt::test {

class Cli : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "gilt-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  // Writes a file and returns its path.
  std::string file(const std::string& name, const std::string& content) {
    std::filesystem::path path = dir_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  static RunResult gilt(std::vector<std::string> args, RunOptions options = {}) {
    const char* program = std::getenv("GILT");
    args.insert(args.begin(), std::filesystem::absolute(program ? program : "build/gilt"));
    options.timeout = 60.0 * GILT_PATIENCE;
    options.env.insert(options.env.begin(), {"NO_COLOR=1", "PYTHON_GIL"});
    RunResult got = run(args, options);
    EXPECT_FALSE(got.timed_out) << command_line(args);
    return got;
  }

  static RunResult with_input(const std::vector<std::string>& args, const std::string& input) {
    RunOptions options;
    options.input = input;
    return gilt(args, options);
  }

  std::filesystem::path dir_;
};

inline std::string last_line(const std::string& text) {
  size_t end = text.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  size_t start = text.rfind('\n', end);
  return text.substr(start == std::string::npos ? 0 : start + 1,
                     end - (start == std::string::npos ? 0 : start + 1) + 1);
}

#define EXPECT_CONTAINS(text, part) \
  EXPECT_NE((text).find(part), std::string::npos) << "not found: " << (part) << "\nin:\n" << (text)

}  // namespace gilt::test
