// What Tab offers at the prompt of gilt step.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "bytecode/opcode.h"
#include "cli/step_commands.h"
#include "cli/stepper.h"
#include "lab/inspect.h"

namespace gilt::cli {
namespace {

using Words = StepCommand::Words;

void add_command_names(std::vector<std::string>* out) {
  for (const StepCommand& command : step_commands()) out->emplace_back(command.name);
}

void add_variables(Stepper& stepper, std::vector<std::string>* out) {
  const auto frames = lab::view_frames(stepper.execution(), stepper.current());
  if (!frames.empty()) {
    for (const lab::VariableView& variable : frames[0].locals) out->push_back(variable.name);
  }
  for (const lab::VariableView& variable : lab::view_globals(stepper.execution())) {
    out->push_back(variable.name);
  }
  for (const lab::LockView& lock : lab::view_locks(stepper.execution())) out->push_back(lock.name);
}

void add_opcodes(std::vector<std::string>* out) {
  for (int i = 0; i < kOpcodeCount; ++i) {
    out->emplace_back(opcode_name(static_cast<Opcode>(i)));
  }
}

void add_files(std::string_view start, std::vector<std::string>* out) {
  const size_t slash = start.rfind('/');
  const std::string directory(slash == start.npos ? "" : start.substr(0, slash + 1));
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory.empty() ? "." : directory, error)) {
    out->push_back(fmt::format("{}{}{}", directory, entry.path().filename().string(),
                               entry.is_directory(error) ? "/" : ""));
  }
}

// Those of break depend on the kind.
Words kind_of_break(std::string_view before, Words otherwise) {
  const std::string_view kind = take_word(&before);
  if (kind == "op") return Words::kOpcodes;
  return kind == "write" || kind == "lock" ? Words::kVariables : otherwise;
}

void add_words(Stepper& stepper, Words kind, std::string_view start,
               std::vector<std::string>* out) {
  switch (kind) {
    case Words::kNone:
      return;
    case Words::kThreads:
      for (const auto& thread : stepper.execution().threads()) {
        if (thread->unfinished()) out->push_back(fmt::format("T{}", thread->number));
      }
      return;
    case Words::kVariables:
      return add_variables(stepper, out);
    case Words::kOpcodes:
      return add_opcodes(out);
    case Words::kBreakpoints:
      out->insert(out->end(), {"line", "function", "op", "write", "lock"});
      return;
    case Words::kStrategies:
      out->insert(out->end(), {"round-robin", "random", "sequential"});
      return;
    case Words::kCommands:
      return add_command_names(out);
    case Words::kFiles:
      return add_files(start, out);
  }
}

}  // namespace

LineEditor::Completion Stepper::complete(std::string_view line) {
  LineEditor::Completion result;
  result.start = line.find_last_of(" \t") + 1;  // npos + 1 is 0
  const std::string_view start = line.substr(result.start);
  std::string_view before = line.substr(0, result.start);
  const std::string_view name = take_word(&before);
  std::vector<std::string> words;
  if (name.empty()) {
    add_command_names(&words);
  } else {
    std::string error;
    const StepCommand* command = find_step_command(name, &error);
    if (command == nullptr) return result;
    const Words kind = command->words == Words::kBreakpoints ? kind_of_break(before, command->words)
                                                             : command->words;
    add_words(*this, kind, start, &words);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (std::string& word : words) {
    if (word.starts_with(start)) result.words.push_back(std::move(word));
  }
  return result;
}

}  // namespace gilt::cli
