// What a script says about itself, in its own comments, and whether a run did it.
//
//   # expect: text            the next line of standard output (also at the end of a line of code)
//   # expect match: regex     the same, as a whole, by a POSIX extended regex
//   # expect unordered: text  neighbours of this kind may come in any order ...
//   # expect unordered match: regex    ... these too
//   # expect error: TypeError: message    the last line of standard error, and exit status 1
//   # expect status: N        the exit status (0 unless said, 1 with "expect error")
//   # expect stderr: regex    standard error has a line in which this is found
//   # stderr| text            the lines of standard error, all of them, exactly
//   # expect every: text      the output of every run (white space at the ends aside) ...
//   # expect some: text       ... of at least one run; runs go on until each of these was seen
//   # expect never: text      ... of no run
//   # loses under: any 3.9    race scripts print "lost" or "exact": "lost" in some run of these modes
//   # keeps under: 3.10 3.14  ... "exact" in every run of these
//   # modes: on off           the modes it runs in (modes.h has the names); default: on off
//   # runs: N                 how often in each mode (default 1; with some, loses: at most)
//   # args: ...               more options of gilt, before the script's name
//   # argv: ...               arguments of the script
//   # input: text             a line of standard input
//   # stress: N               the argument in the long runs (race scripts: 1000000 unless said)
//   # light: ...              arguments of the script on a sanitized gilt, for less to do there
//   # heavy: reason           not run on a sanitized gilt (a lighter script covers the same)
//   # needs-python: 3.14      the oracle must be at least this
//   # python-differs: reason  not compared with the oracle
//
// Thread-safety: plain data. Invariant: a comment that starts like an expectation and is none of
// these is an error of the script, so that a misspelt one cannot pass unseen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/subprocess.h"

namespace gilt::test {

struct ExpectedLine {
  std::string text;
  bool regex = false;
  bool unordered = false;
};

struct Expectation {
  std::vector<ExpectedLine> out;
  std::optional<std::string> error;
  std::optional<int> status;
  std::vector<std::string> stderr_finds;
  std::vector<std::string> stderr_exact;
  std::vector<std::string> every, some, never;
  std::vector<std::string> loses, keeps;
  std::vector<std::string> modes;
  int runs = 0;  // 0: not said
  std::vector<std::string> args, argv;
  std::string input;
  std::string stress;
  std::vector<std::string> light;
  std::string heavy;
  std::string needs_python;
  std::string python_differs;

  bool about_sets() const { return !every.empty() || !some.empty() || !never.empty(); }
  bool about_races() const { return !loses.empty() || !keeps.empty(); }
};

// Reads the comments of a script. What is wrong with them goes to problems, a line each.
Expectation parse_expectation(std::string_view source, std::vector<std::string>& problems);

// Makes it that of a run on a sanitized gilt: "light" in place of "argv".
void lighten(Expectation& expected);

// What is wrong with one run: an empty string, or the differences as text for a person.
// "expect every" and "expect never" are checked; "some" needs several runs and is the caller's.
std::string check_run(const Expectation& expected, const RunResult& got);

// Text without white space at its ends; how outputs are compared by every, some and never.
std::string trimmed(std::string_view text);

std::vector<std::string> split_words(std::string_view text);

}  // namespace gilt::test
