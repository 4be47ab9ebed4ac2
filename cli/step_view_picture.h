// StepPicture: what the full-screen view shows, as data: taken from a session between two steps,
// drawn as often as one likes.
//
// Thread-safety: a value; take_picture() between steps, on the lab's OS thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/step_view_writers.h"
#include "lab/breakpoints.h"
#include "lab/inspect.h"
#include "lab/session.h"

namespace gilt::cli {

// A thread that has a column of its own.
struct ThreadPicture {
  lab::ThreadView view;
  std::string place;                    // "line 9 in work"
  std::vector<lab::SourceLine> source;  // around the current one
  std::vector<int> breakpoints;         // lines of that file that have one
  std::vector<lab::CodeLine> code;      // around the next instruction
  std::vector<std::string> stack;       // bottom first
  std::vector<lab::VariableView> locals;
};

struct VariablePicture {
  std::string name, value;
  std::optional<Write> writer;
  bool shared = false;  // not only the main thread has read or written it
};

// A step that was made.
struct StepLine {
  uint64_t step = 0;
  int thread = 0;
  std::string place;        // "line 9", "queue.py:33"
  std::string instruction;  // "STORE_GLOBAL counter"
  std::string effect;       // "counter: 0 -> 1"
};

struct StepPicture {
  // The title.
  std::string program;
  std::string rules;  // "python any, gil on"
  uint64_t step = 0;
  std::string plan;  // what is still to come of it: "T2*3 T1"
  lab::Execution::Status status = lab::Execution::Status::kRunning;
  int exit_status = 0;
  bool marks_switches = false;  // the model does not switch everywhere

  size_t threads = 0;                  // that there are
  size_t first_column = 0;             // number of the first of `columns`
  std::vector<ThreadPicture> columns;  // neighbours, in order of number
  std::vector<VariablePicture> variables;
  std::vector<lab::LockView> locks;
  std::vector<StepLine> timeline;   // oldest first
  uint64_t timeline_end = 0;        // number of the last of them
  std::vector<std::string> output;  // lines that the script wrote
};

// How much of everything there is room for.
struct PictureSize {
  size_t columns = 1;
  int source = 1, code = 1, timeline = 1;  // rows
};

// What a picture is taken of.
struct PictureSource {
  lab::Session& session;
  const lab::Breakpoints& breakpoints;
  const Writers& writers;
  std::string script;  // its file, as the code names it
};

// The columns begin with thread `first`; the timeline ends `scrolled` steps before the newest.
StepPicture take_picture(const PictureSource& from, const PictureSize& size, size_t first,
                         uint64_t scrolled);

// "T1*3 T2 ...": the steps of a schedule behind the first `made`, at most `runs` runs of them.
std::string plan_text(const lab::Schedule& plan, uint64_t made, size_t runs);

}  // namespace gilt::cli
