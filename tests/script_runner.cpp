// gilt_script_tests: runs scripts and holds them to the expectations in their comments
// (tests/support/expectation.h has the list).
//
//   gilt_script_tests --gilt build/gilt script.py...   with gilt, in every mode of the script
//   gilt_script_tests --oracle python3 script.py...    with CPython, which must agree
//
//   --mode M        only this mode
//   --stress        the long counts
//   --light         what a sanitized gilt can do: the light arguments, and no heavy scripts
//   --patience F    timeouts times F
//
// Exit status: 0 all right, 1 a script failed, 2 wrong use, 77 nothing to compare (ctest: skipped).

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/expectation.h"
#include "tests/support/modes.h"
#include "tests/support/subprocess.h"

namespace gilt::test {
namespace {

namespace fs = std::filesystem;

constexpr double kTimeout = 60;  // seconds for one run of one script
constexpr int kRaceTries = 60;   // so often may a losing race try before it counts as not losing
constexpr int kKeepRuns = 3;     // so often runs a race that loses nothing
constexpr int kStressKeepRuns = 20;
constexpr int kStressLoseRuns = 10;  // of these, all but one must lose
constexpr const char* kRaceStress = "1000000";
constexpr const char* kRaceInterval = "0.0002";  // more switches in less time, without --stress

struct Settings {
  std::string gilt;
  std::string oracle;
  std::string only_mode;
  bool stress = false;
  bool light = false;
  double patience = 1;
  std::vector<std::string> scripts;
};

enum class Verdict { kPassed, kFailed, kSkipped };

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

class Script {
 public:
  Script(const Settings& settings, const std::string& path)
      : settings_(settings), path_(fs::absolute(path).lexically_normal().string()) {}

  Verdict test() {
    std::ifstream file(path_, std::ios::binary);
    if (!file) return fail("cannot read the script\n");
    std::string source((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<std::string> problems;
    expected_ = parse_expectation(source, problems);
    for (const std::string& problem : problems) fail(problem + "\n");
    if (!problems.empty()) return Verdict::kFailed;
    if (settings_.light && !expected_.heavy.empty()) return skip("heavy: " + expected_.heavy);
    if (settings_.light) lighten(expected_);
    if (!settings_.oracle.empty()) return test_with_oracle();
    return expected_.about_races() ? test_races() : test_modes();
  }

 private:
  // ---- gilt ----

  Verdict test_modes() {
    bool ran = false;
    for (const std::string& mode : expected_.modes) {
      if (!settings_.only_mode.empty() && settings_.only_mode != mode) continue;
      ran = true;
      auto options = mode_options(mode);
      if (!options) return fail(fmt::format("unknown mode: {}\n", mode));
      std::vector<std::string> argv = gilt_command(*options);
      if (settings_.stress && !expected_.stress.empty()) argv.push_back(expected_.stress);
      if (test_command(argv) == Verdict::kFailed) return Verdict::kFailed;
    }
    return ran ? Verdict::kPassed : Verdict::kSkipped;
  }

  std::vector<std::string> gilt_command(const std::vector<std::string>& options) const {
    std::vector<std::string> argv = {settings_.gilt};
    argv.insert(argv.end(), options.begin(), options.end());
    argv.insert(argv.end(), expected_.args.begin(), expected_.args.end());
    argv.push_back(path_);
    argv.insert(argv.end(), expected_.argv.begin(), expected_.argv.end());
    return argv;
  }

  // All runs of one command line: each must be right, and together they must show every "some".
  Verdict test_command(const std::vector<std::string>& argv) {
    std::vector<std::string> unseen = expected_.some;
    int runs = expected_.runs > 0 ? expected_.runs : (unseen.empty() ? 1 : kRaceTries);
    for (int i = 0; i < runs; ++i) {
      RunResult got = run_once(argv);
      std::string wrong = check_run(expected_, got);
      if (!wrong.empty()) return fail_run(argv, i + 1, wrong);
      std::erase(unseen, trimmed(got.out));
      if (!expected_.some.empty() && unseen.empty() && expected_.every.empty()) break;
    }
    if (unseen.empty()) return Verdict::kPassed;
    return fail_run(argv, runs, fmt::format("  no run printed: {}\n", unseen.front()));
  }

  // ---- races ----

  Verdict test_races() {
    Verdict verdict = Verdict::kPassed;
    for (const std::string& mode : expected_.loses) {
      if (race(mode, true) == Verdict::kFailed) verdict = Verdict::kFailed;
    }
    for (const std::string& mode : expected_.keeps) {
      if (race(mode, false) == Verdict::kFailed) verdict = Verdict::kFailed;
    }
    return verdict;
  }

  Verdict race(const std::string& mode, bool must_lose) {
    if (!settings_.only_mode.empty() && settings_.only_mode != mode) return Verdict::kSkipped;
    auto options = mode_options(mode);
    if (!options) return fail(fmt::format("unknown mode: {}\n", mode));
    if (!settings_.stress) {
      options->push_back("--switch-interval");
      options->push_back(kRaceInterval);
    }
    std::vector<std::string> argv = gilt_command(*options);
    if (settings_.stress) argv.push_back(expected_.stress.empty() ? kRaceStress : expected_.stress);
    int runs = must_lose ? kRaceTries : kKeepRuns;
    if (settings_.stress) runs = must_lose ? kStressLoseRuns : kStressKeepRuns;
    int lost = 0;
    for (int i = 0; i < runs; ++i) {
      RunResult got = run_once(argv);
      std::string wrong = check_run(expected_, got);
      if (!wrong.empty()) return fail_run(argv, i + 1, wrong);
      std::string outcome = trimmed(got.out);
      if (outcome != "lost" && outcome != "exact") {
        return fail_run(argv, i + 1,
                        "  a race script prints lost or exact, got: " + outcome + "\n");
      }
      lost += outcome == "lost";
      if (lost > 0 && !must_lose) {
        return fail_run(argv, i + 1, "  it lost updates, and may lose none under this model\n");
      }
      if (lost > 0 && !settings_.stress) return Verdict::kPassed;
    }
    if (settings_.stress) {
      fmt::print("  {:<28} {:<5} lost updates in {} of {} runs\n", fs::path(path_).stem().string(),
                 mode, lost, runs);
    }
    int needed = !must_lose ? 0 : settings_.stress ? runs - 1 : 1;
    if (lost >= needed) return Verdict::kPassed;
    return fail_run(
        argv, runs,
        fmt::format("  it lost updates in {} of {} runs, and must in {}\n", lost, runs, needed));
  }

  // ---- the oracle ----

  Verdict test_with_oracle() {
    if (!expected_.python_differs.empty()) return skip("differs: " + expected_.python_differs);
    if (expected_.about_races()) return skip("what a race shows is not the oracle's to say");
    if (expected_.about_sets() && !expected_.some.empty()) return skip("an interleaving test");
    if (!expected_.needs_python.empty() && !oracle_is_at_least(expected_.needs_python)) {
      return skip("needs Python " + expected_.needs_python);
    }
    std::vector<std::string> argv = {settings_.oracle, path_};
    argv.insert(argv.end(), expected_.argv.begin(), expected_.argv.end());
    return test_command(argv);
  }

  bool oracle_is_at_least(const std::string& version) const {
    std::string tuple = version;
    replace_all(tuple, ".", ",");
    RunResult got = run({settings_.oracle, "-c",
                         "import sys; sys.exit(0 if sys.version_info >= (" + tuple + ") else 9)"});
    return got.status == 0;
  }

  // ---- both ----

  RunResult run_once(const std::vector<std::string>& argv) const {
    RunOptions options;
    options.timeout = kTimeout * settings_.patience;
    options.directory = fs::path(path_).parent_path().string();
    options.input = expected_.input;
    options.env = {"PYTHONIOENCODING=utf-8", "PYTHON_COLORS=0", "NO_COLOR=1", "PYTHON_GIL",
                   "PYTHONDONTWRITEBYTECODE=1"};
    RunResult got = run(argv, options);
    // Messages name the script by its path, which differs from place to place.
    std::string name = fs::path(path_).filename().string();
    replace_all(got.err, path_, name);
    replace_all(got.out, path_, name);
    return got;
  }

  Verdict fail(const std::string& what) const {
    fmt::print("FAILED {}\n  {}", path_, what);
    return Verdict::kFailed;
  }

  Verdict fail_run(const std::vector<std::string>& argv, int number,
                   const std::string& wrong) const {
    fmt::print("FAILED {}\n  command: {}\n", path_, command_line(argv));
    if (number > 1) fmt::print("  in run {}\n", number);
    fmt::print("{}", wrong);
    return Verdict::kFailed;
  }

  Verdict skip(const std::string& why) const {
    fmt::print("skipped {}: {}\n", path_, why);
    return Verdict::kSkipped;
  }

  const Settings& settings_;
  std::string path_;
  Expectation expected_;
};

int usage(const std::string& problem) {
  fmt::print(stderr,
             "gilt_script_tests: {}\n"
             "usage: gilt_script_tests (--gilt PROGRAM | --oracle PYTHON) [--mode M] [--stress]"
             " [--light] [--patience F] script.py...\n",
             problem);
  return 2;
}

int run_all(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    bool has_value = i + 1 < argc;
    if (arg == "--stress")
      settings.stress = true;
    else if (arg == "--light")
      settings.light = true;
    else if (arg == "--gilt" && has_value)
      settings.gilt = fs::absolute(argv[++i]).string();
    else if (arg == "--oracle" && has_value)
      settings.oracle = argv[++i];
    else if (arg == "--mode" && has_value)
      settings.only_mode = argv[++i];
    else if (arg == "--patience" && has_value)
      settings.patience = std::atof(argv[++i]);
    else if (arg.starts_with("--"))
      return usage("unknown option, or one without its value: " + arg);
    else
      settings.scripts.push_back(arg);
  }
  if (settings.scripts.empty()) return usage("no script named");
  if (settings.gilt.empty() == settings.oracle.empty()) return usage("one of --gilt and --oracle");

  size_t failed = 0, skipped = 0;
  for (const std::string& path : settings.scripts) {
    Verdict verdict = Script(settings, path).test();
    failed += verdict == Verdict::kFailed;
    skipped += verdict == Verdict::kSkipped;
    std::fflush(stdout);
  }
  size_t passed = settings.scripts.size() - failed - skipped;
  fmt::print("{} passed, {} failed, {} skipped\n", passed, failed, skipped);
  if (failed > 0) return 1;
  return passed == 0 ? 77 : 0;
}

}  // namespace
}  // namespace gilt::test

int main(int argc, char** argv) { return gilt::test::run_all(argc, argv); }
