// What the command lines of gilt's commands have in common: flags, and what follows from them.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"

namespace gilt::cli {

// What the flags leave behind before it is checked as a whole.
struct Given {
  std::string gil, python, refcount;
  double switch_interval = 0.005;
  std::vector<std::string> x;
  std::string code;
  std::string stats;
  int optimize = 0;
  bool unbuffered = false, no_bytecode = false, ignore_environment = false, inspect = false;
  bool unsafe_slot_reads = false;
  bool quiet = false, no_deadlock_check = false, help = false, version = false;
};

void declare_gil(CLI::App& app, Given& given);
void declare_model(CLI::App& app, Given& given);
void declare_refcount(CLI::App& app, Given& given);
// --help and --version, and how the help looks.
void declare_common_flags(CLI::App& app, Given& given, const char* usage);

// Says what is wrong with the command line; the exit status. `command`: "gilt", "gilt step".
int usage_error(const std::string& message, std::string_view command = "gilt");

// Where the options end: at the script's name, at "-", or behind -c and its code.
size_t end_of_options(const CLI::App& app, const std::vector<std::string>& words, bool* has_code);
// Takes the options off the front of `words`. A value is the exit status.
std::optional<int> parse_words(CLI::App& app, Given& given, std::vector<std::string> words,
                               std::string_view command = "gilt");

// The model, the GIL and how references are counted. Sets options->gil_given and refcount_given.
std::optional<int> choose_runtime(const Given& given, Options* options);

// gilt step [options] script.py [arguments]
std::optional<int> parse_step(std::vector<std::string> words, Options* options);

}  // namespace gilt::cli
