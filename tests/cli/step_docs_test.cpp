// The transcripts in the documentation are what gilt step prints.
#include <iterator>
#include <sstream>

#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

struct Transcript {
  std::vector<std::string> args;  // behind "$ gilt"
  std::string commands;
  std::string text;  // behind the first line
};

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

// Indented blocks that begin with "$ gilt step".
std::vector<Transcript> transcripts(const std::string& file) {
  std::ifstream in(std::string(GILT_SOURCE_DIR) + "/" + file);
  std::vector<Transcript> found;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    const bool code = line.starts_with("    ");
    line = code ? line.substr(4) : line;
    const std::string start = "$ gilt step ";
    if (code && line.starts_with(start)) {
      found.push_back({words_of(line.substr(7)), "", ""});
      inside = true;
    } else if (!code) {
      inside = false;
    } else if (inside) {
      found.back().text += line + "\n";
      if (line.starts_with("(gilt) ")) found.back().commands += line.substr(7) + "\n";
    }
  }
  return found;
}

class Docs : public Stepping {
 protected:
  void expect_true(const std::string& file, size_t at_least) {
    const std::vector<Transcript> all = transcripts(file);
    EXPECT_GE(all.size(), at_least);
    for (const Transcript& transcript : all) {
      RunOptions options;
      options.input = transcript.commands;
      options.directory = GILT_SOURCE_DIR;
      EXPECT_EQ(gilt(transcript.args, options).out, transcript.text) << transcript.args.back();
    }
  }
};

TEST_F(Docs, TheGuidesTranscriptsAreTrue) { expect_true("docs/stepping.md", 3); }
TEST_F(Docs, TheReadmesTranscriptIsTrue) { expect_true("README.md", 1); }

}  // namespace
}  // namespace gilt::test
