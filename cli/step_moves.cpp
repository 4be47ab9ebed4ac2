// Commands of gilt step that make steps, and those that undo them.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/step_commands.h"
#include "cli/stepper.h"
#include "lab/inspect.h"
#include "lab/lines.h"
#include "lab/position.h"
#include "lab/strategies/random_walk.h"
#include "lab/strategies/round_robin.h"
#include "lab/strategies/sequential.h"

namespace gilt::cli::step {
namespace {

using lab::Execution;
using lab::LabThread;
using lab::Session;
using lab::Stop;
using Show = Stepper::Show;

bool read_number(std::string_view text, uint64_t* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

// An optional number of steps. False: it is none, and that has been said.
bool read_count(Stepper& s, std::string_view text, uint64_t otherwise, uint64_t* out) {
  *out = otherwise;
  if (text.empty() || (read_number(text, out) && *out > 0)) return true;
  return s.fail(fmt::format("'{}' is not a number of steps", text));
}

// "2" or "T2"; nothing: the current one. False: no such thread, and that has been said.
bool read_thread(Stepper& s, std::string_view text, int* out) {
  *out = s.current();
  if (text.empty()) return true;
  const bool named = text[0] == 'T' || text[0] == 't';
  uint64_t number = 0;
  if (!read_number(text.substr(named ? 1 : 0), &number)) {
    return s.fail(fmt::format("'{}' is not a thread; 2 or T2 is", text));
  }
  if (number >= s.execution().threads().size()) {
    return s.fail(fmt::format("there is no thread T{}", number));
  }
  *out = static_cast<int>(number);
  return true;
}

// Steps of one thread until it cannot go on, in one run or several.
Stepper::Move keep_on(Stepper& s, int thread) {
  const uint64_t begin = s.session().steps();
  return [&s, thread, begin](const Session::Condition& condition, uint64_t limit,
                             const Session::Listener& listener) {
    const bool asleep = s.execution().obstacle(thread) == lab::Obstacle::kAsleep;
    if (asleep && s.session().steps() != begin) return Stop::kBlocked;
    return s.session().run_thread(thread, condition, limit, listener);
  };
}

// Of the current thread, until `arrived` says so; as next, until and finish do.
bool move_to(Stepper& s, const Session::Condition& arrived) {
  if (!s.can_step(s.current())) return false;
  const bool moved = s.run(keep_on(s, s.current()), arrived, Show::kSteps);
  s.show_where(s.current());
  return moved;
}

size_t depth_of(const LabThread& thread) {
  const std::optional<lab::Position> at = lab::position_of(thread);
  size_t depth = 0;
  for (const Frame* f = at ? at->frame : nullptr; f != nullptr; f = f->caller) ++depth;
  return depth;
}

bool make_steps(Stepper& s, int thread, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    if (!s.can_step(thread)) return false;
    s.set_current(thread);
    s.step(thread);
    if (s.session().take_interrupt()) return s.fail("interrupted");
  }
  return true;
}

}  // namespace

bool step(Stepper& s, std::string_view arguments) {
  uint64_t count = 1;
  std::string error;
  bool done = true;
  if (arguments.empty() || read_number(arguments, &count)) {
    if (count == 0) return s.fail("0 is not a number of steps");
    done = make_steps(s, s.current(), count);
  } else {
    const auto schedule = lab::Schedule::parse(arguments, &error);
    if (!schedule) return s.fail(error);
    for (const lab::ScheduleRun& run : schedule->runs()) {
      done = done && make_steps(s, run.thread, run.steps);
    }
  }
  s.show_where(s.current());
  return done;
}

bool next(Stepper& s, std::string_view) {
  const LabThread& thread = s.execution().thread(s.current());
  const size_t depth = depth_of(thread);
  const uint64_t begin = thread.steps;
  return move_to(s, [&thread, depth, begin](Execution&, int number) {
    if (number != thread.number || thread.steps == begin) return false;
    return lab::begins_line(thread) && depth_of(thread) <= depth;
  });
}

bool finish(Stepper& s, std::string_view) {
  const LabThread& thread = s.execution().thread(s.current());
  const size_t depth = depth_of(thread);
  return move_to(s, [&thread, depth](Execution&, int number) {
    return number == thread.number && thread.state == LabThread::State::kAtInstruction &&
           depth_of(thread) < depth;
  });
}

bool until(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) return s.fail("until what? a line, FILE:LINE or an opcode");
  lab::Breakpoints goal = s.breakpoints();
  goal.clear();
  std::string error;
  uint64_t number = 0;
  const bool line = read_number(arguments, &number) || arguments.find(':') != arguments.npos;
  if (goal.add(fmt::format("{} {}", line ? "line" : "op", arguments), &error) == nullptr) {
    return s.fail(error);
  }
  goal.pass(s.execution(), s.current());
  return move_to(s, [&](Execution& now, int number) {
    return number == s.current() && goal.hit(now, number) != nullptr;
  });
}

bool run(Stepper& s, std::string_view arguments) {
  int thread = 0;
  if (!read_thread(s, arguments, &thread) || !s.can_step(thread)) return false;
  s.set_current(thread);
  const bool moved = s.run(keep_on(s, thread), nullptr, Show::kSteps);
  s.show_where(s.current());
  return moved;
}

bool continue_all(Stepper& s, std::string_view arguments) {
  const std::string_view name = take_word(&arguments);
  uint64_t seed = s.seed();
  const bool has_seed = name == "random" && !arguments.empty();
  if (has_seed && !read_number(arguments, &seed)) {
    return s.fail(fmt::format("'{}' is not a seed; a number is", arguments));
  }
  if (!has_seed && !arguments.empty()) return s.fail(fmt::format("{} takes no arguments", name));
  if (name == "round-robin") {
    s.set_strategy(std::make_unique<lab::RoundRobin>());
  } else if (name == "random") {
    s.set_strategy(std::make_unique<lab::RandomWalk>(seed));
  } else if (name == "sequential") {
    s.set_strategy(std::make_unique<lab::Sequential>());
  } else if (!name.empty()) {
    return s.fail(fmt::format(
        "'{}' is not a way to continue; round-robin, random [SEED] and sequential are", name));
  }
  if (s.execution().status() == Execution::Status::kRunning) return s.run_all(s.strategy());
  return s.can_step(s.current());
}

bool replay(Stepper& s, std::string_view arguments) {
  uint64_t count = 0;
  if (!read_count(s, arguments, Session::kNoLimit, &count)) return false;
  const uint64_t begin = s.session().steps();
  if (begin == s.session().plan().steps()) return s.fail("no steps are planned");
  auto move = [&s](const Session::Condition& condition, uint64_t limit,
                   const Session::Listener& listener) {
    return s.session().replay(condition, limit, listener);
  };
  Session::Condition arrived;
  if (!arguments.empty()) {
    arrived = [&s, begin, count](Execution&, int) { return s.session().steps() - begin == count; };
  }
  const bool moved = s.run(move, arrived, Show::kSteps);
  const int planned = s.session().plan().thread_at(s.session().steps());
  s.set_current(planned >= 0 ? planned : s.execution().last());
  s.show_where(s.current());
  return moved;
}

// --- backwards

bool back(Stepper& s, std::string_view arguments) {
  uint64_t count = 0;
  if (!read_count(s, arguments, 1, &count)) return false;
  const uint64_t made = s.session().steps();
  if (made == 0) return s.fail("this is the beginning");
  if (!s.session().go_to(made - std::min(count, made))) return s.fail(s.session().misfit());
  s.jumped();
  return true;
}

bool go_to(Stepper& s, std::string_view arguments) {
  uint64_t step = 0;
  if (!read_number(arguments, &step)) return s.fail("to which step? goto takes its number");
  const bool there = s.session().go_to(step);
  if (!there) s.say(s.session().misfit());
  s.jumped();
  return there;
}

bool restart(Stepper& s, std::string_view) {
  if (!s.session().go_to(0)) return s.fail(s.session().misfit());
  s.jumped();
  return true;
}

bool set_thread(Stepper& s, std::string_view arguments) {
  int thread = 0;
  if (!read_thread(s, arguments, &thread)) return false;
  s.set_current(thread);
  s.say(s.where(thread));
  return true;
}

}  // namespace gilt::cli::step
