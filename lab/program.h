// Program: what an execution runs, and under which rules. The lab does not know the compiler nor how
// a script is set up; whoever makes the Program (cli) does.
#pragma once

#include <functional>
#include <string>

#include "vm/runtime.h"

namespace gilt::lab {

struct Program {
  std::string name;        // for people
  std::string text;        // of the script: what a schedule's hash is made of
  RuntimeOptions options;  // the execution makes them deterministic

  // Installs what the runtime needs, its compile hook above all. Called before anything runs.
  std::function<void(Runtime&)> prepare;
  // Runs the script to its end, its threads and its exit functions included. The exit status.
  std::function<int(Thread&)> main;
  // The end of the world, all other threads being gone: finalizers, output. The exit status.
  std::function<int(Thread&, int status)> finish;
};

// The first 16 hexadecimal digits of the text's SHA-512: tells whether a schedule was made for it.
std::string program_hash(std::string_view text);

}  // namespace gilt::lab
