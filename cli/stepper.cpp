#include "cli/stepper.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bytecode/model_names.h"
#include "cli/options.h"
#include "cli/step_commands.h"
#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/strategies/round_robin.h"

namespace gilt::cli {
namespace {

using lab::Execution;
using lab::Obstacle;
using lab::Stop;

// Lines that one command prints for its steps.
constexpr uint64_t kMostShown = 100;
// Threads that are named when another one cannot go on.
constexpr size_t kMostNamed = 10;
// Steps after which the script's output is shown in between.
constexpr uint64_t kStretch = 1'000'000;

std::shared_ptr<const Code> script_code(Execution& execution) {
  const Frame* frame = execution.thread(0).frame;
  return frame != nullptr ? frame->code->code : std::make_shared<const Code>();
}

// The line of the instruction, in backquotes; "" if it has none.
std::string source_at(Execution& execution, const lab::Position& at, int thread) {
  if (at.code().spans[at.index].line <= 0) return "";
  std::string text;
  for (const lab::SourceLine& line : lab::view_source(execution, thread, 0, 0)) text = line.text;
  text.erase(0, text.find_first_not_of(" \t\f"));
  return text.empty() ? "" : fmt::format("`{}`", text);
}

// Without the directory of the script, which is everywhere the same.
std::string shortened(std::string text, std::string_view script) {
  const std::string directory(script.substr(0, script.rfind('/') + 1));
  for (size_t at = 0; !directory.empty() && (at = text.find(directory, at)) != text.npos;) {
    text.erase(at, directory.size());
  }
  return text;
}

}  // namespace

std::string planned_text(uint64_t steps) {
  return fmt::format("{} more {} planned", steps, steps == 1 ? "is" : "are");
}

Stepper::Stepper(lab::Session& session, uint64_t seed, Print print)
    : session_(session),
      seed_(seed),
      print_(std::move(print)),
      breakpoints_(script_code(session.execution()), script_code(session.execution())->filename),
      strategy_(std::make_unique<lab::RoundRobin>()) {}

Stepper::~Stepper() = default;

void Stepper::say(std::string_view line) { print_(fmt::format("{}\n", line)); }

bool Stepper::fail(std::string_view line) {
  say(line);
  return false;
}

void Stepper::greet() {
  const lab::Program& program = session_.program();
  const size_t planned = session_.plan().steps() - session_.steps();
  say(fmt::format("{}, python {}, GIL {}. T0 is the main thread; help lists the commands.",
                  lab::short_name(program.name), model_name(program.options.model),
                  program.options.gil ? "on" : "off"));
  if (planned > 0) {
    say(fmt::format("{} step{} planned; replay makes {}.", planned, planned == 1 ? " is" : "s are",
                    planned == 1 ? "it" : "them"));
    current_ = std::max(session_.plan().thread_at(0), 0);
  }
  show_output();
  show_where(current_);
}

// --- command lines

bool Stepper::execute(std::string_view line) {
  (void)session_.take_interrupt();  // of an earlier command
  std::string_view rest = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
  const std::string whole(rest);
  std::string_view word = take_word(&rest);
  if (word.empty() || word[0] == '#') {
    if (!word.empty() || last_line_.empty()) return true;
    return execute(std::string(last_line_));
  }
  bool done = false;
  const bool typed_schedule =
      word.size() > 1 && (word[0] == 'T' || word[0] == 't') && word[1] >= '0' && word[1] <= '9';
  if (typed_schedule) {
    last_line_ = whole;
    done = step::step(*this, whole);
  } else {
    std::string error;
    const StepCommand* command = find_step_command(word, &error);
    if (command != nullptr && command->arguments.empty() && !rest.empty()) {
      error = fmt::format("{} takes no arguments", command->name);
      command = nullptr;
    }
    // With its arguments, unless repeating them would begin anew (a strategy is chosen once).
    if (command != nullptr && command->repeats) {
      last_line_ = command->run == step::continue_all ? command->name : whole;
    }
    done = command != nullptr ? command->run(*this, rest) : fail(error);
  }
  failed_ |= !done;
  return done;
}

// --- what happened

// A line for each line of it; the line end of what the thread wrote before is none.
void Stepper::show_written(const lab::Written& written) {
  bool& open = open_lines_[{written.thread, written.fd}];
  std::string_view text = written.text;
  if (open && text.starts_with('\n')) text.remove_prefix(1);
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    say(fmt::format("T{}{} {}", written.thread, written.fd == 1 ? '|' : '!', text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  open = !written.text.empty() && !written.text.ends_with('\n');
}

void Stepper::show_output() {
  const std::vector<lab::Written>& all = session_.output();
  while (output_shown_ < all.size()) show_written(all[output_shown_++]);
}

void Stepper::show_all_output() {
  output_shown_ = 0;
  open_lines_.clear();
  show_output();
}

void Stepper::show_step(const lab::StepRecord& record) {
  if (observer_) return observer_(record);
  say(lab::format_step(record));
  show_output();
}

void Stepper::show_deadlock() {
  const gil::Deadlock deadlock = execution().find_deadlock();
  if (!deadlock) return;
  std::vector<uint32_t> threads;
  for (const gil::ThreadWait& wait : deadlock.threads) threads.push_back(wait.thread);
  std::sort(threads.begin(), threads.end());
  if (threads == deadlock_shown_) return;
  deadlock_shown_ = std::move(threads);
  print_(shortened(execution().describe(deadlock), breakpoints_.script()));
}

// --- steps

bool Stepper::can_step(int thread) {
  if (execution().status() == Execution::Status::kFinished) return fail("the program has ended");
  const Obstacle obstacle = execution().obstacle(thread);
  if (obstacle == Obstacle::kNone || obstacle == Obstacle::kAsleep) return true;
  fail(lab::explain_obstacle(execution(), thread));
  const std::vector<int> others = execution().runnable();
  std::string names;
  for (size_t i = 0; i < others.size() && i < kMostNamed; ++i) {
    names += fmt::format("{}T{}", i == 0 ? "" : ", ", others[i]);
  }
  if (others.size() > kMostNamed) names += fmt::format(" and {} more", others.size() - kMostNamed);
  if (!names.empty()) say(fmt::format("can go on: {}", names));
  return false;
}

void Stepper::step(int thread) {
  bad_end_ = 0;
  show_step(*session_.step(thread, true));
  if (execution().has_wrong_counts()) bad_end_ = kStatusRefcounts;
  const lab::LabThread::State state = execution().thread(thread).state;
  const bool stays =
      state == lab::LabThread::State::kParked || state == lab::LabThread::State::kEnded;
  if (stays || execution().status() != Execution::Status::kRunning) show_deadlock();
  if (execution().status() == Execution::Status::kFinished) say_stop(Stop::kFinished);
}

void Stepper::say_stop(Stop stop) {
  switch (stop) {
    case Stop::kCondition:
      if (hit_ != nullptr) say(fmt::format("breakpoint {}: {}", hit_->number, hit_->text()));
      return;
    case Stop::kFinished:
      say(fmt::format("the program has ended with status {} after {} steps",
                      execution().exit_status(), session_.steps()));
      return;
    case Stop::kPlanEnd:
      say("the plan ends here");
      return;
    case Stop::kMisfit:
      say(session_.misfit());
      return;
    case Stop::kInterrupted:
      say("interrupted");
      return;
    case Stop::kBlocked:  // where it stands says why
    case Stop::kDeadlock:
    case Stop::kFault:  // what was written says how
    case Stop::kLimit:
      return;
  }
}

bool Stepper::run(const Move& move, const lab::Session::Condition& arrived, Show show) {
  const uint64_t before = session_.steps();
  bad_end_ = 0;
  hit_ = nullptr;
  lab::Session::Condition condition;
  if (arrived || !breakpoints_.all().empty()) {
    breakpoints_.pass(execution(), current_);
    condition = [&](Execution& now, int thread) {
      if (arrived && arrived(now, thread)) return true;
      hit_ = breakpoints_.hit(now, thread);
      if (hit_ != nullptr) current_ = thread;
      return hit_ != nullptr;
    };
  }
  Stop stop = Stop::kLimit;
  const bool all = verbose_ || observer_;
  if (show == Show::kSteps || all) {
    stop = move(condition, all ? lab::Session::kNoLimit : kMostShown,
                [&](const lab::StepRecord& record) { show_step(record); });
  }
  const uint64_t shown = session_.steps() - before;
  while (stop == Stop::kLimit) {
    stop = move(condition, kStretch, nullptr);
    show_output();
  }
  const uint64_t made = session_.steps() - before;
  if (made > shown) {
    say(fmt::format("{} {}step{}", made - shown, shown > 0 ? "more " : "",
                    made - shown == 1 ? "" : "s"));
  }
  show_deadlock();
  say_stop(stop);
  if (execution().has_wrong_counts()) bad_end_ = kStatusRefcounts;
  return made > 0 && stop != Stop::kMisfit;
}

bool Stepper::run_all(lab::Strategy& strategy) {
  const bool moved = run(
      [&](const lab::Session::Condition& condition, uint64_t limit,
          const lab::Session::Listener& listener) {
        return session_.run(strategy, condition, limit, listener);
      },
      nullptr, Show::kNothing);
  if (moved && hit_ == nullptr) current_ = execution().last();
  if (execution().status() == Execution::Status::kDeadlock) bad_end_ = kStatusDeadlock;
  show_where(current_);
  return moved;
}

void Stepper::jumped() {
  bad_end_ = 0;
  output_shown_ = session_.output().size();
  open_lines_.clear();
  deadlock_shown_.clear();
  breakpoints_.forget_stops();
  const uint64_t made = session_.steps();
  const int next = session_.plan().thread_at(made);
  current_ = next >= 0 ? next : execution().last();
  const uint64_t planned = session_.plan().steps() - made;
  say(fmt::format("step {}{}", made, planned > 0 ? "; " + planned_text(planned) : ""));
  if (execution().status() != Execution::Status::kRunning) {
    show_deadlock();
    if (execution().status() == Execution::Status::kFinished) say_stop(Stop::kFinished);
  }
  show_where(current_);
}

// --- where a thread stands

std::string Stepper::where(int number) {
  const std::optional<lab::Position> at = lab::position_of(execution().thread(number));
  const Obstacle obstacle = execution().obstacle(number);
  const std::string label = fmt::format("T{}", number);
  std::string reason = lab::explain_obstacle(execution(), number);
  if (!at) return fmt::format("{:>6}  {}", "", reason.empty() ? label : reason);
  std::string remark;
  if (obstacle == Obstacle::kWaits || obstacle == Obstacle::kAsleep) {
    remark = reason.substr(label.size() + 1);
  } else {
    remark = source_at(execution(), *at, number);
  }
  std::string text =
      fmt::format("{:>6}  {:<3} {:<22}{:<28} {}", reason.empty() ? "next" : "", label,
                  fmt::format("{}:{}", lab::short_name(at->code().filename), at->line()),
                  lab::instruction_text(at->code(), at->instr()), remark);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

void Stepper::show_where(int thread) {
  if (observer_ || execution().status() == Execution::Status::kFinished) return;
  say(where(thread));
}

}  // namespace gilt::cli
