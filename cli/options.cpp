#include "cli/options.h"

#include <fmt/format.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <vector>

#include "bytecode/model_names.h"

namespace gilt::cli {
namespace {

constexpr const char* kRunUsage =
    "gilt [run] [options] script.py [arguments]\n"
    "       gilt [run] [options] -c CODE [arguments]\n"
    "       gilt [run] [options] - [arguments]        (the script comes from standard input)\n"
    "       gilt [run] [options]                      (a prompt)\n"
    "       gilt dis [--python MODEL] script.py       (its bytecode; gilt dis --help)";

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

// What the flags leave behind before it is checked as a whole.
struct Given {
  std::string gil, python, refcount;
  double switch_interval = 0.005;
  std::vector<std::string> x;
  std::string code;
  std::string stats;
  int optimize = 0;
  bool unbuffered = false, no_bytecode = false, ignore_environment = false, inspect = false;
  bool quiet = false, no_deadlock_check = false, help = false, version = false;
};

void declare_model(CLI::App& app, Given& given) {
  app.add_option("--python", given.python,
                 "where threads may switch: any (before every bytecode; the\n"
                 "default), 3.9, 3.10, 3.14 (also for 3.11 to 3.13), or 3.14t\n"
                 "(no GIL: implies --gil off)")
      ->type_name("MODEL")
      ->check(
          CLI::IsMember(std::vector<std::string>(std::begin(kModelNames), std::end(kModelNames)))
              .description(""));
}

void declare_run_flags(CLI::App& app, Given& given) {
  app.add_option("--gil", given.gil, "with the global interpreter lock (the default) or without it")
      ->type_name("on|off")
      ->check(CLI::IsMember({"on", "off"}).description(""));
  declare_model(app, given);
  app.add_option("--refcount", given.refcount,
                 "how references are counted without the GIL: biased (PEP 703;\n"
                 "the default), atomic (right, but slow), naive (counts get lost)")
      ->type_name("POLICY")
      ->check(CLI::IsMember({"biased", "atomic", "naive"}).description(""));
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

// CLI11's help with our usage lines.
class HelpText : public CLI::Formatter {
 public:
  explicit HelpText(std::string usage) : usage_(std::move(usage)) { column_width(28); }
  std::string make_usage(const CLI::App*, std::string) const override {
    return "Usage: " + usage_ + "\n";
  }

 private:
  std::string usage_;
};

void declare_common_flags(CLI::App& app, Given& given, const char* usage) {
  app.formatter(std::make_shared<HelpText>(usage));
  app.set_help_flag();
  app.add_flag("-h,--help", given.help, "show this");
  app.add_flag("-V,--version", given.version, "show the version");
}

// Where the options end: at the script's name, at "-", or behind -c and its code.
size_t end_of_options(const CLI::App& app, const std::vector<std::string>& words, bool* has_code) {
  size_t i = 0;
  while (i < words.size()) {
    const std::string& word = words[i];
    if (word.size() < 2 || word[0] != '-') return i;
    if (word == "--") return i + 1;
    bool is_long = word[1] == '-';
    bool attached = is_long ? word.find('=') != word.npos : word.size() > 2;
    const CLI::Option* option =
        app.get_option_no_throw(is_long ? word.substr(0, word.find('=')) : word.substr(0, 2));
    i++;
    if (option == nullptr || option->get_expected_min() == 0) continue;
    if (!attached) i++;
    if (!is_long && word[1] == 'c') {
      *has_code = true;
      return std::min(i, words.size());
    }
  }
  return words.size();
}

int usage_error(const std::string& message) {
  fmt::print(stderr, "gilt: {}\nTry 'gilt --help'.\n", message);
  return kStatusUsage;
}

// "0" or "1"; null for anything else.
std::optional<bool> gil_setting(std::string_view text) {
  if (text == "0") return false;
  if (text == "1") return true;
  return std::nullopt;
}

constexpr const char* kWrongGilSetting = "PYTHON_GIL / -X gil must be \"0\" or \"1\"";

// Whether the GIL is on, from the four places that can say so. The command line beats the
// environment.
std::optional<int> choose_gil(const Given& given, Options* options) {
  std::optional<bool> gil;
  std::string from;
  auto decide = [&](bool on, const std::string& source) {
    if (gil && *gil != on)
      return usage_error(fmt::format("{} contradicts {}", source, from)), false;
    gil = on;
    from = source;
    return true;
  };
  if (!given.gil.empty() && !decide(given.gil == "on", "--gil " + given.gil)) return kStatusUsage;
  for (const std::string& x : given.x) {
    if (x != "gil" && !x.starts_with("gil=")) {
      return usage_error(fmt::format("unknown option -X {} (gilt knows -X gil=0 and -X gil=1)", x));
    }
    std::optional<bool> on = gil_setting(x.size() > 4 ? x.substr(4) : "");
    if (!on) return usage_error(kWrongGilSetting);
    if (!decide(*on, "-X " + x)) return kStatusUsage;
  }
  if (options->model && *options->model != PythonModel::kAny) {
    bool has_gil = *options->model != PythonModel::k314t;
    if (gil && *gil && !has_gil) {
      return usage_error(fmt::format("{} contradicts --python 3.14t, which has no GIL", from));
    }
    if (gil && !*gil && has_gil) {
      return usage_error(
          fmt::format("{} contradicts --python {}, which says where the GIL is handed "
                      "over (the free-threaded CPython is --python 3.14t)",
                      from, given.python));
    }
    gil = has_gil;
  }
  const char* environment = given.ignore_environment ? nullptr : getenv("PYTHON_GIL");
  if (environment != nullptr && *environment != '\0') {
    std::optional<bool> on = gil_setting(environment);
    if (!on) return usage_error(kWrongGilSetting);
    if (!gil) gil = on;
  }
  options->runtime.gil = gil.value_or(true);
  return std::nullopt;
}

std::optional<int> choose_refcount(const Given& given, Options* options) {
  if (given.refcount.empty()) return std::nullopt;
  options->runtime.refcount = given.refcount == "atomic"  ? gil::RefcountPolicy::kAtomic
                              : given.refcount == "naive" ? gil::RefcountPolicy::kNaive
                                                          : gil::RefcountPolicy::kBiased;
  if (options->runtime.gil && given.refcount != "biased") {
    return usage_error(fmt::format(
        "--refcount {} needs --gil off: with the GIL on, plain counts are right", given.refcount));
  }
  return std::nullopt;
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

// What CLI11 found wrong, in one line.
int report_parse_error(const CLI::ParseError& error) { return usage_error(error.what()); }

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
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return report_parse_error(error);
  }
  if (given.help) return fmt::print("{}", app.help()), 0;
  if (given.version) return fmt::print("gilt {} (Python 3.14)\n", kVersion), 0;
  options->inspect = given.inspect;
  options->quiet = given.quiet;
  options->stats = given.stats.empty()     ? StatsForm::kNone
                   : given.stats == "json" ? StatsForm::kJson
                                           : StatsForm::kTable;
  options->deadlock_check = !given.no_deadlock_check;
  options->model = model_named(given.python);
  options->runtime.model = options->model.value_or(PythonModel::kAny);
  options->runtime.count_ops = options->stats != StatsForm::kNone;
  options->runtime.lock_stats = options->runtime.count_ops;
  options->runtime.optimize = std::min(given.optimize, 2);
  options->runtime.unbuffered = given.unbuffered;
  options->runtime.inspect = given.inspect;
  options->runtime.quiet = given.quiet;
  options->runtime.ignore_environment = given.ignore_environment;
  if (auto status = choose_gil(given, options)) return status;
  if (auto status = choose_refcount(given, options)) return status;
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
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return report_parse_error(error);
  }
  if (given.help) return fmt::print("{}", app.help()), 0;
  if (given.version) return fmt::print("gilt {} (Python 3.14)\n", kVersion), 0;
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
  bool dis = !words.empty() && words[0] == "dis";
  bool run = !words.empty() && words[0] == "run";
  if (dis || run) words.erase(words.begin());
  return dis ? parse_dis(std::move(words), options) : parse_run(std::move(words), options);
}

}  // namespace gilt::cli
