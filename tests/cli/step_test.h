// Helpers of the tests of gilt step: transcripts of commands read from standard input.
#pragma once

#include <string>
#include <vector>

#include "tests/cli/cli_test.h"

namespace gilt::test {

class Stepping : public Cli {
 protected:
  static std::string lesson(const std::string& name) {
    return std::string(GILT_SOURCE_DIR) + "/scripts/" + name;
  }

  // `gilt step` with these arguments (the script last), and commands as standard input.
  RunResult step(std::vector<std::string> args, const std::string& commands) {
    args.insert(args.begin(), "step");
    RunResult got = with_input(args, commands);
    strip(&got.out);
    strip(&got.err);
    return got;
  }

  // What is printed behind the prompt of the last command that begins so, up to the next prompt.
  static std::string answer(const std::string& transcript, const std::string& command) {
    const size_t prompt = transcript.rfind("(gilt) " + command);
    if (prompt == std::string::npos) return "no such command: " + command;
    const size_t start = transcript.find('\n', prompt) + 1;
    return transcript.substr(start, transcript.find("(gilt) ", start) - start);
  }

  // Without its first two lines, the greeting.
  static std::string without_greeting(const std::string& transcript) {
    const size_t first = transcript.find('\n');
    return transcript.substr(transcript.find('\n', first + 1) + 1);
  }

  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  // File names without the directories of this run.
  void strip(std::string* text) const {
    for (const std::string& prefix : {dir_.string() + "/", std::string(GILT_SOURCE_DIR) + "/"}) {
      for (size_t at; (at = text->find(prefix)) != text->npos;) text->erase(at, prefix.size());
    }
  }
};

}  // namespace gilt::test
