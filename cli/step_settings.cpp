// Commands of gilt step about breakpoints, files, help and the end.
#include <fmt/format.h>

#include <charconv>

#include "cli/step_commands.h"
#include "cli/step_files.h"
#include "cli/stepper.h"

namespace gilt::cli::step {

bool set_break(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) return show_breaks(s, arguments);
  std::string error;
  const lab::Breakpoint* made = s.breakpoints().add(arguments, &error);
  if (made == nullptr) return s.fail(error);
  s.say(fmt::format("breakpoint {}: {}{}", made->number, made->text(),
                    made->note.empty() ? "" : fmt::format(" ({})", made->note)));
  return true;
}

bool delete_break(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) {
    s.breakpoints().clear();
    return true;
  }
  while (!arguments.empty()) {
    const std::string_view word = take_word(&arguments);
    int number = 0;
    auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool read = error == std::errc() && end == word.data() + word.size();
    if (!read || !s.breakpoints().remove(number)) {
      return s.fail(fmt::format("there is no breakpoint {}", word));
    }
  }
  return true;
}

bool show_breaks(Stepper& s, std::string_view) {
  if (s.breakpoints().all().empty()) s.say("no breakpoints");
  for (const lab::Breakpoint& breakpoint : s.breakpoints().all()) {
    const std::string hits = breakpoint.hits == 0   ? ""
                             : breakpoint.hits == 1 ? "hit once"
                                                    : fmt::format("hit {} times", breakpoint.hits);
    std::string line = fmt::format("{:>3}  {:<32} {}", breakpoint.number, breakpoint.text(), hits);
    line.erase(line.find_last_not_of(' ') + 1);
    s.say(line);
  }
  return true;
}

bool set_verbose(Stepper& s, std::string_view arguments) {
  if (arguments != "" && arguments != "on" && arguments != "off") {
    return s.fail("verbose on, or verbose off");
  }
  if (!arguments.empty()) s.set_verbose(arguments == "on");
  s.say(fmt::format("verbose is {}", s.verbose() ? "on" : "off"));
  return true;
}

// `info threads` and so on are the commands of those names.
bool info(Stepper& s, std::string_view arguments) {
  const std::string_view what = take_word(&arguments);
  std::string error =
      "info about what? threads, source, bytecode, stack, locals, globals, locks, ...";
  const StepCommand* command = what.empty() ? nullptr : find_step_command(what, &error);
  if (command == nullptr) return s.fail(error);
  const bool looks = command->group == StepCommand::Group::kLooks || command->run == show_breaks ||
                     command->run == set_break;
  if (!looks) return s.fail(fmt::format("info knows nothing of {}", command->name));
  return command->run == set_break ? show_breaks(s, "") : command->run(s, arguments);
}

bool help(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) {
    s.print(step_help());
    return true;
  }
  std::string error;
  const StepCommand* command = find_step_command(arguments, &error);
  if (command == nullptr) return s.fail(error);
  s.print(step_help(*command));
  return true;
}

bool save(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) return s.fail("save where? a file's name");
  const std::string file(arguments);
  std::string error;
  if (!write_schedule(s.session(), file, &error)) return s.fail(error);
  s.say(fmt::format("{} steps saved in {}", s.session().steps(), file));
  return true;
}

bool quit(Stepper& s, std::string_view) {
  s.quit();
  return true;
}

}  // namespace gilt::cli::step
