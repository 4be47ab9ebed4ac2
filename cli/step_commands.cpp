#include "cli/step_commands.h"

#include <fmt/format.h>

#include <algorithm>

namespace gilt::cli {
namespace {

using Group = StepCommand::Group;
using Words = StepCommand::Words;

constexpr std::string_view kGroupTitles[] = {"Forwards", "Backwards", "Breakpoints", "Looking",
                                             "The rest"};

constexpr StepCommand kCommands[] = {
    {Group::kForwards, "step", "s", "[N | SCHEDULE]", "make one step of this thread, or N",
     "A schedule says who makes each step: step T2 makes one of thread 2, which is the current\n"
     "one then, and step T1*3 T2 T1*2 makes six of two threads. The word step may be left out\n"
     "before a schedule: T1*3 T2 T1*2. A thread that sleeps is woken: time jumps. When a step\n"
     "cannot be made, the reason is said, and nothing more happens.",
     Words::kThreads, true, step::step},
    {Group::kForwards, "next", "n", "", "go to the next line of this thread, over calls",
     "Other threads stand still. It ends early where the thread has to wait for one of them.",
     Words::kNone, true, step::next},
    {Group::kForwards, "until", "u", "LINE | FILE:LINE | OPCODE",
     "go on with this thread to a line or opcode", "Other threads stand still.", Words::kOpcodes,
     true, step::until},
    {Group::kForwards, "finish", "f out", "", "go on with this thread until its function returns",
     "Other threads stand still.", Words::kNone, true, step::finish},
    {Group::kForwards, "run", "ru", "[THREAD]",
     "run this thread, or another, until it waits or ends",
     "The thread is the current one then. A breakpoint ends it too.", Words::kThreads, true,
     step::run},
    {Group::kForwards, "continue", "c", "[round-robin | random [SEED] | sequential]",
     "run all threads up to a breakpoint, a deadlock or the end",
     "round-robin (as long as nothing else was chosen): a step of each in turn.\n"
     "random: at each step every thread that can go on is as likely as any other; the same seed\n"
     "makes the same choices.\n"
     "sequential: one thread as long as it can go on, then the first that can.\n"
     "Without a word it goes on as it did last. Ctrl-C stops it.",
     Words::kStrategies, true, step::continue_all},
    {Group::kForwards, "replay", "r", "[N]", "make the planned steps, or N of them",
     "Planned are steps that were undone, or that --schedule has loaded. A step that is another\n"
     "one than the planned one drops the plan.",
     Words::kNone, true, step::replay},
    {Group::kBackwards, "back", "b", "[N]", "undo the last step, or N",
     "The program is run again, up to the step before: the same steps make the same execution.",
     Words::kNone, true, step::back},
    {Group::kBackwards, "goto", "g", "STEP", "go to a step by its number, back or along the plan",
     "0 is the beginning.", Words::kNone, false, step::go_to},
    {Group::kBackwards, "restart", "re", "", "back to the beginning", "All steps are planned then.",
     Words::kNone, false, step::restart},
    {Group::kStops, "break", "br", "[LINE | FILE:LINE | KIND NAME]",
     "stop there: before a line, function, op, write, lock",
     "break 9, break queue.py:40    before a thread begins the line\n"
     "break function work           before the first line of a call of it\n"
     "break op STORE_GLOBAL         before the opcode, in the script and what it imports\n"
     "break write counter           before an instruction that stores to a variable of that name,\n"
     "                              an attribute (account.balance) or an item (d['k'])\n"
     "break lock lock_a             before a method of the object is called, by `with` too\n"
     "Without words it lists the breakpoints. They stop next, until, finish, run, replay and\n"
     "continue, but not step.",
     Words::kBreakpoints, false, step::set_break},
    {Group::kStops, "delete", "d", "[NUMBER ...]", "delete a breakpoint, or all of them", "",
     Words::kNone, false, step::delete_break},
    {Group::kStops, "breakpoints", "bl", "", "list the breakpoints", "", Words::kNone, false,
     step::show_breaks},
    {Group::kLooks, "thread", "t", "[THREAD]", "look at another thread: it is the current one then",
     "Nothing runs. Without a number it says where the current thread stands.", Words::kThreads,
     false, step::set_thread},
    {Group::kLooks, "threads", "th", "", "all threads: what they do, hold and wait for", "",
     Words::kNone, false, step::threads},
    {Group::kLooks, "list", "l source", "[N]", "the source around the current line", "",
     Words::kNone, false, step::list},
    {Group::kLooks, "bytecode", "dis", "[N | all]", "the bytecode around the next instruction",
     "* marks where the model may switch threads: behind the instruction, or, with the model any,\n"
     "before it.",
     Words::kNone, false, step::dis},
    {Group::kLooks, "stack", "st", "", "the evaluation stack of this thread", "", Words::kNone,
     false, step::stack},
    {Group::kLooks, "where", "w bt", "", "the calls that this thread is in", "", Words::kNone,
     false, step::where},
    {Group::kLooks, "locals", "lo", "", "the local variables",
     "* marks what has changed since the last look.", Words::kNone, false, step::locals},
    {Group::kLooks, "globals", "gl", "", "the script's global variables",
     "Modules, functions and classes are left out. * marks what has changed since the last look.",
     Words::kNone, false, step::globals},
    {Group::kLooks, "print", "p", "NAME", "a variable: counter, account.balance, d['k'], forks[2]",
     "Local variables of the current thread go before global ones. Nothing of the script runs for\n"
     "it: other objects than numbers, texts and containers are shown by their class.",
     Words::kVariables, false, step::print},
    {Group::kLooks, "refs", "rc", "NAME", "the reference count of an object", "", Words::kVariables,
     false, step::refs},
    {Group::kLooks, "locks", "lk", "", "locks and the like: who has them, and who waits", "",
     Words::kNone, false, step::locks},
    {Group::kLooks, "timeline", "tl", "[N]", "the last 10 steps, or N", "", Words::kNone, false,
     step::timeline},
    {Group::kLooks, "schedule", "sc", "", "who made the steps up to now, and what is planned", "",
     Words::kNone, false, step::schedule},
    {Group::kLooks, "output", "o", "", "what the script has written up to now",
     "| stands for standard output, ! for standard error.", Words::kNone, false, step::output},
    {Group::kRest, "info", "i", "WHAT", "one of the commands that look: info threads", "",
     Words::kCommands, false, step::info},
    {Group::kRest, "save", "sa", "FILE", "save the schedule up to now, for --schedule", "",
     Words::kFiles, false, step::save},
    {Group::kRest, "verbose", "v", "[on | off]", "show each step of continue, and of long runs",
     "Otherwise continue shows none, and other commands the first hundred.", Words::kNone, false,
     step::set_verbose},
    {Group::kRest, "help", "h ?", "[COMMAND]", "this, or about a command", "", Words::kCommands,
     false, step::help},
    {Group::kRest, "quit", "q exit", "", "leave", "", Words::kNone, false, step::quit},
};

bool has_shortcut(const StepCommand& command, std::string_view word) {
  std::string_view rest = command.shortcuts;
  while (!rest.empty()) {
    if (take_word(&rest) == word) return true;
  }
  return false;
}

// "step, s".
std::string names_of(const StepCommand& command) {
  std::string names(command.name);
  std::string_view rest = command.shortcuts;
  while (!rest.empty()) names += fmt::format(", {}", take_word(&rest));
  return names;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

}  // namespace

std::span<const StepCommand> step_commands() { return kCommands; }

std::string_view take_word(std::string_view* rest) {
  constexpr std::string_view kBlank = " \t\r\n";
  rest->remove_prefix(std::min(rest->find_first_not_of(kBlank), rest->size()));
  const std::string_view word = rest->substr(0, rest->find_first_of(kBlank));
  rest->remove_prefix(word.size());
  rest->remove_prefix(std::min(rest->find_first_not_of(kBlank), rest->size()));
  return word;
}

const StepCommand* find_step_command(std::string_view word, std::string* error) {
  for (const StepCommand& command : kCommands) {
    if (command.name == word || has_shortcut(command, word)) return &command;
  }
  const StepCommand* found = nullptr;
  std::string candidates;
  for (const StepCommand& command : kCommands) {
    if (!command.name.starts_with(word)) continue;
    candidates += fmt::format("{}{}", found == nullptr ? "" : ", ", command.name);
    found = found == nullptr ? &command : found;
  }
  if (found != nullptr && found->name == candidates) return found;
  *error = found == nullptr ? fmt::format("there is no command '{}'; help lists them", word)
                            : fmt::format("'{}' may be any of {}", word, candidates);
  return nullptr;
}

std::string step_help() {
  std::string text;
  const Group* group = nullptr;
  for (const StepCommand& command : kCommands) {
    if (group == nullptr || *group != command.group) {
      text += fmt::format("{}{}\n", group == nullptr ? "" : "\n",
                          kGroupTitles[static_cast<size_t>(command.group)]);
      group = &command.group;
    }
    text += fmt::format("  {:<16} {}\n", names_of(command), command.summary);
  }
  return text +
         "\nT1*3 T2 makes three steps of thread 1, then one of thread 2. An empty line makes the\n"
         "last move again. `help step` says more about step, and so on.\n";
}

std::string step_help(const StepCommand& command) {
  std::string text = fmt::format("{}{}{}\n", command.name, command.arguments.empty() ? "" : " ",
                                 command.arguments);
  text += fmt::format("{}\n", command.summary);
  if (!command.details.empty()) text += fmt::format("{}\n", command.details);
  std::string_view rest = command.shortcuts;
  std::string shortcuts;
  while (!rest.empty()) {
    shortcuts += fmt::format("{}{}", shortcuts.empty() ? "" : ", ", take_word(&rest));
  }
  return text + fmt::format("Short: {}\n", shortcuts);
}

std::string step_commands_markdown() {
  std::string text = "| command | short | |\n|---|---|---|\n";
  for (const StepCommand& command : kCommands) {
    std::string shortcuts;
    std::string_view rest = command.shortcuts;
    while (!rest.empty()) {
      shortcuts += fmt::format("{}`{}`", shortcuts.empty() ? "" : ", ", take_word(&rest));
    }
    text +=
        fmt::format("| `{}{}{}` | {} | {} |\n", command.name, command.arguments.empty() ? "" : " ",
                    escaped(command.arguments), shortcuts, command.summary);
  }
  return text;
}

}  // namespace gilt::cli
