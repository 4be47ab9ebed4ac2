#include "cli/flags.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>

#include "bytecode/model_names.h"

namespace gilt::cli {
namespace {

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
  options->gil_given = gil.has_value();
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
  options->refcount_given = !given.refcount.empty();
  options->runtime.unsafe_slot_reads = given.unsafe_slot_reads;
  if (given.unsafe_slot_reads && given.refcount != "atomic") {
    return usage_error("--unsafe-slot-reads needs --refcount atomic");
  }
  if (!options->refcount_given) return std::nullopt;
  options->runtime.refcount = given.refcount == "atomic"  ? gil::RefcountPolicy::kAtomic
                              : given.refcount == "naive" ? gil::RefcountPolicy::kNaive
                              : given.refcount == "separate-test"
                                  ? gil::RefcountPolicy::kSeparateTest
                                  : gil::RefcountPolicy::kBiased;
  if (options->runtime.gil && given.refcount != "biased") {
    return usage_error(fmt::format(
        "--refcount {} needs --gil off: with the GIL on, plain counts are right", given.refcount));
  }
  return std::nullopt;
}

}  // namespace

void declare_gil(CLI::App& app, Given& given) {
  app.add_option("--gil", given.gil, "with the global interpreter lock (the default) or without it")
      ->type_name("on|off")
      ->check(CLI::IsMember({"on", "off"}).description(""));
}

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

void declare_refcount(CLI::App& app, Given& given) {
  app.add_option("--refcount", given.refcount,
                 "how references are counted without the GIL: biased (PEP 703;\n"
                 "the default), atomic (right, but slow); to learn from: naive\n"
                 "(counts get lost), separate-test (objects are freed twice)")
      ->type_name("POLICY")
      ->check(CLI::IsMember({"biased", "atomic", "naive", "separate-test"}).description(""));
  app.add_flag("--unsafe-slot-reads", given.unsafe_slot_reads,
               "to learn from, with --refcount atomic: an object that was read\n"
               "from a variable is counted without a look at whether it lives");
}

void declare_common_flags(CLI::App& app, Given& given, const char* usage) {
  app.formatter(std::make_shared<HelpText>(usage));
  app.set_help_flag();
  app.add_flag("-h,--help", given.help, "show this");
  app.add_flag("-V,--version", given.version, "show the version");
}

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

int usage_error(const std::string& message, std::string_view command) {
  fmt::print(stderr, "gilt: {}\nTry '{} --help'.\n", message, command);
  return kStatusUsage;
}

std::optional<int> parse_words(CLI::App& app, Given& given, std::vector<std::string> words,
                               std::string_view command) {
  std::reverse(words.begin(), words.end());
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what(), command);
  }
  if (given.help) return fmt::print("{}", app.help()), 0;
  if (given.version) return fmt::print("gilt {} (Python 3.14)\n", kVersion), 0;
  return std::nullopt;
}

std::optional<int> choose_runtime(const Given& given, Options* options) {
  options->model = model_named(given.python);
  options->runtime.model = options->model.value_or(PythonModel::kAny);
  if (auto status = choose_gil(given, options)) return status;
  return choose_refcount(given, options);
}

}  // namespace gilt::cli
