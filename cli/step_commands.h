// The commands of gilt step: one row each. Help, completion, abbreviations and the table in
// docs/stepping.md derive from the rows.
//
// Stateless.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gilt::cli {

class Stepper;

struct StepCommand {
  enum class Group : uint8_t { kForwards, kBackwards, kStops, kLooks, kRest };
  // What Tab offers behind the name.
  enum class Words : uint8_t {
    kNone,
    kThreads,
    kVariables,
    kOpcodes,
    kBreakpoints,
    kStrategies,
    kCommands,
    kFiles
  };

  Group group;
  std::string_view name;
  std::string_view shortcuts;  // with blanks between them
  std::string_view arguments;  // "[N]"
  std::string_view summary;
  std::string_view details;  // for `help NAME`; may be empty
  Words words;
  bool repeats;  // an empty line does it again
  // False: it could not be done, and why has been printed.
  bool (*run)(Stepper& stepper, std::string_view arguments);
};

std::span<const StepCommand> step_commands();

// By its name, a shortcut, or the beginning of one name only. Null: `error` says why.
const StepCommand* find_step_command(std::string_view word, std::string* error);

// What `help` prints, and `help NAME`.
std::string step_help();
std::string step_help(const StepCommand& command);
// The table of docs/stepping.md.
std::string step_commands_markdown();

// Splits off the first word; `rest` loses it and the blanks around it.
std::string_view take_word(std::string_view* rest);

namespace step {
// By the files that have them.
bool step(Stepper& stepper, std::string_view arguments);  // step_moves.cpp
bool next(Stepper& stepper, std::string_view arguments);
bool until(Stepper& stepper, std::string_view arguments);
bool finish(Stepper& stepper, std::string_view arguments);
bool run(Stepper& stepper, std::string_view arguments);
bool continue_all(Stepper& stepper, std::string_view arguments);
bool replay(Stepper& stepper, std::string_view arguments);
bool back(Stepper& stepper, std::string_view arguments);
bool go_to(Stepper& stepper, std::string_view arguments);
bool restart(Stepper& stepper, std::string_view arguments);
bool set_thread(Stepper& stepper, std::string_view arguments);

bool set_break(Stepper& stepper, std::string_view arguments);  // step_settings.cpp
bool delete_break(Stepper& stepper, std::string_view arguments);
bool show_breaks(Stepper& stepper, std::string_view arguments);
bool set_verbose(Stepper& stepper, std::string_view arguments);
bool info(Stepper& stepper, std::string_view arguments);
bool help(Stepper& stepper, std::string_view arguments);
bool save(Stepper& stepper, std::string_view arguments);
bool quit(Stepper& stepper, std::string_view arguments);

bool threads(Stepper& stepper, std::string_view arguments);  // step_looks.cpp
bool list(Stepper& stepper, std::string_view arguments);
bool dis(Stepper& stepper, std::string_view arguments);
bool stack(Stepper& stepper, std::string_view arguments);
bool where(Stepper& stepper, std::string_view arguments);
bool locals(Stepper& stepper, std::string_view arguments);
bool globals(Stepper& stepper, std::string_view arguments);
bool print(Stepper& stepper, std::string_view arguments);
bool refs(Stepper& stepper, std::string_view arguments);
bool locks(Stepper& stepper, std::string_view arguments);
bool timeline(Stepper& stepper, std::string_view arguments);
bool schedule(Stepper& stepper, std::string_view arguments);
bool output(Stepper& stepper, std::string_view arguments);
}  // namespace step

}  // namespace gilt::cli
