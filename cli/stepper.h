// Stepper: `gilt step` as seen from its commands. A session, the thread that the user looks at,
// breakpoints, and a place to print to. The commands are a table (step_commands.h); nothing here
// knows where a command line comes from.
//
// Thread-safety: one OS thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/line_editor.h"
#include "lab/breakpoints.h"
#include "lab/session.h"

namespace gilt::cli {

struct StepCommand;

class Stepper {
 public:
  using Print = std::function<void(std::string_view text)>;

  // `session` outlives this, and has not made a step. `seed`: of continue random.
  Stepper(lab::Session& session, uint64_t seed, Print print);
  ~Stepper();

  // For one who shows steps and where threads stand in a way of his own: gets every step that is
  // made, and nothing of that is printed.
  void observe(lab::Session::Listener observer) { observer_ = std::move(observer); }

  // Which program, under which rules, and where its main thread stands.
  void greet();
  // A command line; an empty one repeats the last command that made steps. False: it could not be
  // done, and why has been printed.
  bool execute(std::string_view line);
  // For Tab.
  LineEditor::Completion complete(std::string_view line);

  bool wants_to_quit() const { return wants_to_quit_; }
  bool failed() const { return failed_; }  // any of the commands
  // The exit status when the last command that made steps was continue and the program came to a
  // deadlock, or when reference counts were found wrong; else 0.
  int bad_end() const { return bad_end_; }

  // What the script has written and was not shown yet: before a line is read for it.
  void show_output();
  // All of it.
  void show_all_output();

  // --- for the commands ---
  lab::Session& session() { return session_; }
  lab::Execution& execution() { return session_.execution(); }
  lab::Breakpoints& breakpoints() { return breakpoints_; }
  int current() const { return current_; }
  void set_current(int thread) { current_ = thread; }
  void quit() { wants_to_quit_ = true; }
  bool verbose() const { return verbose_; }
  void set_verbose(bool on) { verbose_ = on; }

  void print(std::string_view text) { print_(text); }
  void say(std::string_view line);   // with a line end
  bool fail(std::string_view line);  // the same; false

  // One step of a thread that may make it, with its line. Deadlocks that it makes are shown.
  void step(int thread);
  // Why the thread cannot make a step, said; true if it can (or sleeps).
  bool can_step(int thread);
  // How a run of many steps goes: with a line for each of the first ones, or quietly.
  enum class Show : uint8_t { kSteps, kNothing };
  // Runs `move` (with a condition, a limit and a listener) up to its end, and says what ended it
  // unless that is `arrived`. False: it made no step.
  using Move = std::function<lab::Stop(const lab::Session::Condition& condition, uint64_t limit,
                                       const lab::Session::Listener& listener)>;
  bool run(const Move& move, const lab::Session::Condition& arrived, Show show);
  // Of all threads under a strategy.
  bool run_all(lab::Strategy& strategy);
  // After steps were undone, or done again without being shown.
  void jumped();

  // Where a thread stands, in the columns of the steps.
  void show_where(int thread);
  std::string where(int thread);

  // Of continue: the strategy that was chosen last.
  lab::Strategy& strategy() { return *strategy_; }
  void set_strategy(std::unique_ptr<lab::Strategy> strategy) { strategy_ = std::move(strategy); }
  uint64_t seed() const { return seed_; }
  // Of globals and locals: what the variables were when they were last looked at.
  using Values = std::map<std::string, std::string>;
  Values& seen(const std::string& scope) { return seen_[scope]; }

 private:
  void show_step(const lab::StepRecord& record);
  void show_written(const lab::Written& written);
  void show_deadlock();
  void say_stop(lab::Stop stop);

  lab::Session& session_;
  const uint64_t seed_;
  Print print_;
  lab::Session::Listener observer_;
  lab::Breakpoints breakpoints_;
  int current_ = 0;
  bool wants_to_quit_ = false;
  bool failed_ = false;
  bool verbose_ = false;
  int bad_end_ = 0;
  const lab::Breakpoint* hit_ = nullptr;            // what the last run stopped at
  size_t output_shown_ = 0;                         // of session_.output()
  std::map<std::pair<int, int>, bool> open_lines_;  // by thread and stream
  std::vector<uint32_t> deadlock_shown_;            // its threads
  std::string last_line_;                           // that an empty line repeats
  std::unique_ptr<lab::Strategy> strategy_;
  std::map<std::string, Values> seen_;
};

// "3 more are planned".
std::string planned_text(uint64_t steps);

}  // namespace gilt::cli
