// The command line as data: one declaration for each flag (options.cpp), everything else derives
// from it. What is left for the script (its name and its own arguments) is not looked into.
//
// Source: CPython's Python/initconfig.c for what -X gil, PYTHON_GIL, -u, -O, -i ... mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/runtime.h"

namespace gilt::cli {

enum class Command { kRun, kDis, kStep };
enum class SourceKind { kFile, kCode, kStandardInput, kPrompt };
enum class StatsForm { kNone, kTable, kJson };

// Of gilt step. Files: empty for none.
struct StepOptions {
  std::optional<uint64_t> seed;
  std::string schedule;               // the plan
  std::string record;                 // where the steps go in the end
  std::string input;                  // what the script reads
  std::vector<std::string> commands;  // -x
  bool tui = false;
};

struct Options {
  Command command = Command::kRun;
  SourceKind source = SourceKind::kPrompt;
  std::string script;    // the file, or the text of -c
  bool inspect = false;  // -i
  bool quiet = false;    // -q
  StatsForm stats = StatsForm::kNone;
  bool deadlock_check = true;
  std::optional<PythonModel> model;  // --python, when given
  bool gil_given = false;            // the command line says so, if by the model
  bool refcount_given = false;
  StepOptions step;
  RuntimeOptions runtime;
};

// Reads the command line and the environment. A value is the exit status of a process that has
// nothing left to do: help was printed, or what is wrong was said on standard error.
std::optional<int> parse_command_line(int argc, char** argv, Options* options);

// Exit statuses (CPython's, and two of gilt's own).
inline constexpr int kStatusError = 1;      // uncaught exception, syntax error
inline constexpr int kStatusUsage = 2;      // wrong command line, script cannot be opened
inline constexpr int kStatusDeadlock = 3;   // a deadlock was reported
inline constexpr int kStatusRefcounts = 4;  // wrong counts were reported (docs/refcounts.md)
inline constexpr int kStatusLeaked = 99;    // debug builds: references that nobody gave back
inline constexpr int kStatusFlushFailed = 120;
inline constexpr int kStatusInterrupted = 130;

inline constexpr const char* kVersion = "0.1.0";

}  // namespace gilt::cli
