// The command line of gilt step.
#include <charconv>

#include "cli/flags.h"

namespace gilt::cli {
namespace {

constexpr const char* kStepUsage =
    "gilt step [options] script.py [arguments]\n"
    "       gilt step --tui [options] script.py [arguments]\n"
    "       gilt step --schedule FILE [options] script.py";

constexpr const char* kStepFooter =
    "At the prompt, help lists the commands. When standard input is no terminal, they are read "
    "from\n"
    "it, and each is shown behind the prompt. With -x and no terminal the commands of -x are all,\n"
    "and standard input is the script's.\n"
    "\n"
    "Examples:\n"
    "  gilt step scripts/step/lost_update.py                 a prompt\n"
    "  gilt step --tui scripts/step/lost_update.py           the full screen\n"
    "  gilt step --python 3.14 scripts/step/lost_update.py   where CPython 3.14 may switch\n"
    "  gilt step -x 'continue random 1' -x quit scripts/deadlock.py\n"
    "  gilt step --record lost.schedule scripts/step/lost_update.py\n"
    "  gilt step --schedule lost.schedule scripts/step/lost_update.py\n"
    "\n"
    "Exit status: 0; 1 when a command could not be done; 2 for a wrong command line, a script or\n"
    "file that cannot be read, a schedule that does not fit; without a terminal, 3 when continue "
    "ends in\n"
    "a deadlock, 4 when it ends with wrong reference counts.";

// What is wrong with the text; "" if nothing is.
std::string check_seed(const std::string& text) {
  uint64_t seed = 0;
  const char* end = text.data() + text.size();
  auto [last, error] = std::from_chars(text.data(), end, seed);
  return error == std::errc() && last == end ? "" : "'" + text + "' is not a seed; a number is";
}

void declare_step_flags(CLI::App& app, Given& given, StepOptions& step) {
  declare_gil(app, given);
  declare_model(app, given);
  declare_refcount(app, given);
  app.add_option("--seed", step.seed, "of the script's random numbers and of continue random (0)")
      ->type_name("N")
      ->check(CLI::Validator(check_seed, ""));
  app.add_option("--schedule", step.schedule,
                 "steps to follow: a file that save or --record has written;\n"
                 "what it says of the model, options and arguments goes")
      ->type_name("FILE");
  app.add_option("--record", step.record, "save the schedule of all steps at the end")
      ->type_name("FILE");
  app.add_option("--input", step.input, "what the script reads from standard input")
      ->type_name("FILE");
  app.add_flag("--tui", step.tui,
               "on the full screen: threads side by side, and the commands on\n"
               "keys; ? shows them");
  app.add_option("-x", step.commands, "a command to begin with; as often as needed")
      ->type_name("COMMAND")
      ->allow_extra_args(false);
}

}  // namespace

std::optional<int> parse_step(std::vector<std::string> words, Options* options) {
  constexpr const char* kCommand = "gilt step";
  Given given;
  CLI::App app("Steps through the bytecode of a script's threads, forwards and backwards.",
               kCommand);
  app.footer(kStepFooter);
  declare_step_flags(app, given, options->step);
  declare_common_flags(app, given, kStepUsage);
  bool has_code = false;
  const size_t end = end_of_options(app, words, &has_code);
  const std::vector<std::string> rest(words.begin() + static_cast<ptrdiff_t>(end), words.end());
  words.resize(end);
  if (!words.empty() && words.back() == "--") words.pop_back();
  if (auto status = parse_words(app, given, std::move(words), kCommand)) return status;
  if (auto status = choose_runtime(given, options)) return status;
  if (rest.empty()) return usage_error("step needs a script", kCommand);
  if (rest[0] == "-") {
    return usage_error("step reads its commands from standard input: the script has to be a file",
                       kCommand);
  }
  options->command = Command::kStep;
  options->source = SourceKind::kFile;
  options->script = rest[0];
  options->runtime.argv = rest;
  return std::nullopt;
}

}  // namespace gilt::cli
