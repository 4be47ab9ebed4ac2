#include "cli/options.h"

#include <fmt/format.h>
#include <limits.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <vector>

#include "bytecode/model_names.h"
#include "cli/flags.h"

namespace gilt::cli {
namespace {

constexpr const char* kRunUsage =
    "gilt [run] [options] script.py [arguments]\n"
    "       gilt [run] [options] -c CODE [arguments]\n"
    "       gilt [run] [options] - [arguments]        (the script comes from standard input)\n"
    "       gilt [run] [options]                      (a prompt)\n"
    "       gilt dis [--python MODEL] script.py       (its bytecode; gilt dis --help)\n"
    "       gilt step [options] script.py [arguments] (step through it; gilt step --help)";

constexpr const char* kRunFooter =
    "Examples:\n"
    "  gilt scripts/counter_race.py                      two threads lose updates under the GIL\n"
    "  gilt --gil off scripts/counter_race.py            and more of them without it\n"
    "  gilt --gil off scripts/lock_fix.py                a lock mends it\n"
    "  gilt --python 3.14 scripts/counter_race.py        today's CPython loses none, by luck\n"
    "  gilt --gil on --stats scripts/io_bound_sleeps.py  how often the GIL was waited for\n"
    "  gilt scripts/deadlock.py                          a deadlock is reported, with its lines\n"
    "  gilt -c 'import sys; print(sys._is_gil_enabled())'\n"
    "  gilt dis --python 3.9 scripts/counter_race.py     where CPython 3.9 may switch threads\n"
    "  gilt step scripts/deadlock.py                     step through it, and back\n"
    "\n"
    "Options come before the script's name; what follows it belongs to the script.\n"
    "Exit status: 0, 1 after an uncaught exception, 2 for a wrong command line, 3 after a "
    "deadlock,\n"
    "130 after Ctrl-C, or what sys.exit() says.";

constexpr const char* kDisFooter =
    "The column of marks: * a switch may come after the instruction (any: before it), t after it\n"
    "when the jump is taken, c after a call into C, | threads run at the same time.\n"
    "\n"
    "Example:\n"
    "  gilt dis --python 3.9 scripts/counter_race.py";

void declare_run_flags(CLI::App& app, Given& given) {
  declare_gil(app, given);
  declare_model(app, given);
  declare_refcount(app, given);
  app.add_option("--switch-interval", given.switch_interval,
                 "how long a thread waits for the GIL before it asks for it (0.005)")
      ->type_name("SECONDS");
  app.add_flag("--stats{table}", given.stats,
               "print what the GIL, the reference counts and each lock did, on\n"
               "standard error; --stats=json: as one JSON object")
      ->check(CLI::IsMember({"table", "json"}).description(""));
  app.add_flag("--no-deadlock-check", given.no_deadlock_check,
               "let threads that nothing can wake any more hang, as CPython\n"
               "does, instead of reporting them");
  app.add_option("-c", given.code, "run this code; what follows are its arguments")
      ->type_name("CODE");
  app.add_option("-X", given.x, "as --gil off, --gil on (also: environment PYTHON_GIL)")
      ->type_name("gil=0|1")
      ->allow_extra_args(false);
  app.add_flag("-i", given.inspect, "prompt when the script is done");
  app.add_flag("-q", given.quiet, "no greeting before the prompt");
  app.add_flag("-u", given.unbuffered, "write standard output at once");
  app.add_flag("-O", given.optimize, "leave out assert statements; -OO: docstrings as well");
  app.add_flag("-E", given.ignore_environment, "ignore PYTHON_GIL");
  app.add_flag("-B", given.no_bytecode, "changes nothing: gilt never writes .pyc files");
}

std::optional<int> choose_interval(const Given& given, Options* options) {
  if (!std::isfinite(given.switch_interval) || given.switch_interval <= 0) {
    return usage_error("--switch-interval must be strictly positive");
  }
  double microseconds = given.switch_interval * 1e6;
  if (microseconds > 4e9) return usage_error("--switch-interval must be less than 4000 seconds");
  options->runtime.switch_interval_us = static_cast<int64_t>(microseconds);
  return std::nullopt;
}

std::string path_of_this_program(const char* name) {
  char buffer[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", buffer, sizeof buffer);
  return n > 0 ? std::string(buffer, static_cast<size_t>(n)) : name;
}

// The script and sys.argv, from what follows the options.
void choose_source(std::vector<std::string> rest, bool has_code, const Given& given,
                   Options* options) {
  std::vector<std::string>& argv = options->runtime.argv;
  if (has_code) {
    options->source = SourceKind::kCode;
    options->script = given.code;
    argv.push_back("-c");
  } else if (rest.empty()) {
    bool terminal = isatty(STDIN_FILENO) != 0;
    options->source = terminal ? SourceKind::kPrompt : SourceKind::kStandardInput;
    argv.push_back("");
  } else if (rest[0] == "-") {
    options->source = SourceKind::kStandardInput;
  } else {
    options->source = SourceKind::kFile;
    options->script = rest[0];
  }
  argv.insert(argv.end(), rest.begin(), rest.end());
}

std::optional<int> parse_run(std::vector<std::string> words, Options* options) {
  Given given;
  CLI::App app("gilt runs Python scripts, with the global interpreter lock on or off.", "gilt");
  app.footer(kRunFooter);
  declare_run_flags(app, given);
  declare_common_flags(app, given, kRunUsage);
  bool has_code = false;
  size_t end = end_of_options(app, words, &has_code);
  std::vector<std::string> rest(words.begin() + static_cast<ptrdiff_t>(end), words.end());
  words.resize(end);
  if (!words.empty() && words.back() == "--") words.pop_back();
  if (auto status = parse_words(app, given, std::move(words))) return status;
  options->inspect = given.inspect;
  options->quiet = given.quiet;
  options->stats = given.stats.empty()     ? StatsForm::kNone
                   : given.stats == "json" ? StatsForm::kJson
                                           : StatsForm::kTable;
  options->deadlock_check = !given.no_deadlock_check;
  options->runtime.count_ops = options->stats != StatsForm::kNone;
  options->runtime.lock_stats = options->runtime.count_ops;
  options->runtime.optimize = std::min(given.optimize, 2);
  options->runtime.unbuffered = given.unbuffered;
  options->runtime.inspect = given.inspect;
  options->runtime.quiet = given.quiet;
  options->runtime.ignore_environment = given.ignore_environment;
  if (auto status = choose_runtime(given, options)) return status;
  if (auto status = choose_interval(given, options)) return status;
  choose_source(std::move(rest), has_code, given, options);
  return std::nullopt;
}

std::optional<int> parse_dis(std::vector<std::string> words, Options* options) {
  Given given;
  std::string script;
  CLI::App app("Shows the bytecode of a script, as CPython's dis does.", "gilt dis");
  app.footer(kDisFooter);
  declare_model(app, given);
  declare_common_flags(app, given, "gilt dis [--python MODEL] script.py");
  app.add_option("script", script, "the script; - is standard input")->type_name("");
  if (auto status = parse_words(app, given, std::move(words))) return status;
  if (script.empty()) return usage_error("dis needs a script");
  options->command = Command::kDis;
  options->source = script == "-" ? SourceKind::kStandardInput : SourceKind::kFile;
  options->script = script;
  options->model = model_named(given.python);
  return std::nullopt;
}

}  // namespace

std::optional<int> parse_command_line(int argc, char** argv, Options* options) {
  options->runtime.executable = path_of_this_program(argc > 0 ? argv[0] : "gilt");
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const std::string command = words.empty() ? "" : words[0];
  const bool named = command == "run" || command == "dis" || command == "step";
  if (named) words.erase(words.begin());
  if (command == "dis") return parse_dis(std::move(words), options);
  if (command == "step") return parse_step(std::move(words), options);
  return parse_run(std::move(words), options);
}

}  // namespace gilt::cli
