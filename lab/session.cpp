#include "lab/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/strategies/replay.h"

namespace gilt::lab {
namespace {

using Status = Execution::Status;

// Steps between two looks at whether somebody wants to interrupt.
constexpr uint64_t kStretch = 100'000;
constexpr size_t kMostRemembered = 4096;

bool may_step(Obstacle obstacle) {
  return obstacle == Obstacle::kNone || obstacle == Obstacle::kAsleep;
}

// The surroundings are as before when a second execution is done with.
struct Visit {
  Surroundings before;
  ~Visit() { before.restore(); }
};

// One thread, awake.
class KeepOn final : public Strategy {
 public:
  explicit KeepOn(int thread) : thread_(thread) {}
  ScheduleRun choose(const Execution& execution, const std::vector<int>&) override {
    const Obstacle obstacle = execution.obstacle(thread_);
    const bool stays = obstacle != Obstacle::kNone && (obstacle != Obstacle::kAsleep || !first_);
    first_ = false;
    return stays ? ScheduleRun{kNobody, 0} : ScheduleRun{thread_, Session::kNoLimit};
  }

 private:
  const int thread_;
  bool first_ = true;
};

}  // namespace

Session::Session(Program program, Input::Source input_source, uint64_t seed)
    : program_(std::move(program)),
      input_source_(std::move(input_source)),
      seed_(seed),
      life_(start(true)) {}

Session::Session(Program program, Input::Source input_source, const ScheduleFile& file)
    : program_(std::move(program)),
      input_source_(std::move(input_source)),
      seed_(file.seed),
      input_text_(file.input),
      input_ended_(file.input_end),
      plan_(file.schedule),
      life_(start(true)) {}

std::unique_ptr<Session::Life> Session::start(bool ask_for_input) {
  surroundings_.restore();
  auto life = std::make_unique<Life>();
  if (ask_for_input) {
    life->input = Input([this] {
      std::optional<std::string> line = input_source_ ? input_source_() : std::nullopt;
      if (line) input_text_ += *line;
      input_ended_ = !line;
      return line;
    });
  }
  life->input.set_text(input_text_, input_ended_);
  life->execution = std::make_unique<Execution>(program_, life->input, seed_);
  return life;
}

// --- forwards

StepRecord Session::recorded_step(Life& life, int thread) {
  keep_output(life);  // of steps before it
  StepObserver observer(*life.execution, thread);
  life.execution->step(thread);
  std::vector<Written> written = life.execution->take_output();
  StepRecord record = observer.record(written);
  std::move(written.begin(), written.end(), std::back_inserter(life.output));
  return record;
}

// Up to `most` steps; with a listener, one.
uint64_t Session::make(int thread, uint64_t most, const Listener& listener) {
  if (!listener) {
    const uint64_t made = execution().run(thread, most);
    note_made(thread, made);
    return made;
  }
  const StepRecord record = recorded_step(*life_, thread);
  note_made(thread, 1);
  remember(record);
  listener(record);
  return 1;
}

std::optional<StepRecord> Session::step(int thread, bool record) {
  std::optional<StepRecord> result;
  make(thread, 1, record ? [&](const StepRecord& made) { result = made; } : Listener());
  return result;
}

Stop Session::run(Strategy& strategy, const Condition& condition, uint64_t limit,
                  const Listener& listener) {
  misfit_.clear();
  Execution& now = execution();
  for (uint64_t made = 0;;) {
    if (now.status() == Status::kFinished) return Stop::kFinished;
    if (now.status() == Status::kDeadlock) return Stop::kDeadlock;
    if (now.status() == Status::kFault) return Stop::kFault;
    if (made >= limit) return Stop::kLimit;
    if (take_interrupt()) return Stop::kInterrupted;
    const ScheduleRun next = strategy.choose(now, now.runnable());
    if (next.thread == Strategy::kNobody) return Stop::kPlanEnd;
    if (!may_step(now.obstacle(next.thread))) {
      misfit_ = why_not(now, steps() + 1, next.thread);
      return Stop::kMisfit;
    }
    if (condition && condition(now, next.thread)) return Stop::kCondition;
    made +=
        make(next.thread, condition ? 1 : std::min({next.steps, limit - made, kStretch}), listener);
  }
}

Stop Session::run_thread(int thread, const Condition& condition, uint64_t limit,
                         const Listener& listener) {
  KeepOn strategy(thread);
  const Stop stop = run(strategy, condition, limit, listener);
  return stop == Stop::kPlanEnd ? Stop::kBlocked : stop;
}

Stop Session::replay(const Condition& condition, uint64_t limit, const Listener& listener) {
  // A copy: a step that is made is written into the plan.
  const Schedule plan = plan_;
  Replay strategy(plan, steps());
  return run(strategy, condition, limit, listener);
}

// --- the plan

void Session::note_made(int thread, uint64_t made) {
  uint64_t before = steps() - made;
  while (made > 0 && before < plan_.steps()) {
    const ScheduleRun& run = plan_.runs()[plan_run_];
    if (run.thread != thread) {
      plan_ = execution().schedule();
      while (!remembered_.empty() && remembered_.back().step > before) remembered_.pop_back();
      return;
    }
    const uint64_t part = std::min(made, run.steps - plan_used_);
    made -= part;
    before += part;
    plan_used_ += part;
    if (plan_used_ == run.steps) {
      ++plan_run_;
      plan_used_ = 0;
    }
  }
  plan_.add(thread, made);
}

void Session::set_plan(Schedule plan) {
  plan_ = std::move(plan);
  remembered_.clear();
  place_in_plan(0);
  life_ = start(true);
}

bool Session::plan_fits() {
  misfit_.clear();
  const Visit visit;
  return follow(*start(false), plan_.steps());
}

// The next step is the plan's number `made`, from 0.
void Session::place_in_plan(uint64_t made) {
  for (plan_run_ = 0; plan_run_ < plan_.runs().size(); ++plan_run_) {
    const uint64_t steps = plan_.runs()[plan_run_].steps;
    if (made < steps) break;
    made -= steps;
  }
  plan_used_ = made;
}

std::string Session::why_not(Execution& execution, uint64_t step, int thread) {
  const std::string reason = execution.status() == Status::kFinished
                                 ? "the program has ended"
                                 : explain_obstacle(execution, thread);
  return fmt::format("step {} is T{}'s: {}", step, thread, reason);
}

// --- backwards

// Makes the plan's steps up to number `to` (from 1). False: misfit_ says why not.
bool Session::follow(Life& life, uint64_t to) {
  Execution& run = *life.execution;
  Replay replay(plan_, run.steps());
  while (run.steps() < to) {
    if (take_interrupt()) {
      misfit_ = "interrupted";
      return false;
    }
    const ScheduleRun next = replay.choose(run, {});
    if (next.thread == Strategy::kNobody) {
      misfit_ = fmt::format("the schedule ends with step {}", run.steps());
      return false;
    }
    if (run.status() != Status::kRunning || !may_step(run.obstacle(next.thread))) {
      misfit_ = why_not(run, run.steps() + 1, next.thread);
      return false;
    }
    (void)run.run(next.thread, std::min({next.steps, to - run.steps(), kStretch}));
  }
  return true;
}

bool Session::go_to(uint64_t step) {
  misfit_.clear();
  bool there = true;
  if (step >= steps()) {
    there = follow(*life_, step);
  } else {
    const Surroundings here;
    std::unique_ptr<Life> earlier = start(true);
    if (!follow(*earlier, step)) {
      here.restore();
      return false;
    }
    life_ = std::move(earlier);
  }
  place_in_plan(steps());
  return there;
}

// --- what happened

void Session::keep_output(Life& life) {
  std::vector<Written> written = life.execution->take_output();
  std::move(written.begin(), written.end(), std::back_inserter(life.output));
}

const std::vector<Written>& Session::output() {
  keep_output(*life_);
  return life_->output;
}

void Session::remember(const StepRecord& record) {
  if (!remembered_.empty() && record.step <= remembered_.back().step &&
      record.step >= remembered_.front().step) {
    return;  // it was made before, and undone
  }
  if (!remembered_.empty() && record.step != remembered_.back().step + 1) remembered_.clear();
  remembered_.push_back(record);
  if (remembered_.size() > kMostRemembered) remembered_.pop_front();
}

std::vector<StepRecord> Session::records(uint64_t first, uint64_t last) {
  first = std::max<uint64_t>(first, 1);
  last = std::min(last, steps());
  if (first > last) return {};
  if (remembered_.empty() || first < remembered_.front().step || last > remembered_.back().step) {
    remembered_.clear();
    retell(first, last, [this](const StepRecord& record) { remembered_.push_back(record); });
  }
  std::vector<StepRecord> result;
  for (const StepRecord& record : remembered_) {
    if (record.step >= first && record.step <= last) result.push_back(record);
  }
  return result;
}

void Session::retell(uint64_t first, uint64_t last, const Listener& listener) {
  const Visit visit;
  std::unique_ptr<Life> again = start(false);
  if (!follow(*again, first - 1)) return;
  Replay replay(plan_, first - 1);
  while (again->execution->steps() < last) {
    listener(recorded_step(*again, replay.choose(*again->execution, {}).thread));
  }
}

ScheduleFile Session::schedule_file() const {
  const RuntimeOptions& options = program_.options;
  ScheduleFile file;
  file.program = short_name(program_.name);
  file.hash = program_hash(program_.text);
  if (!options.argv.empty()) file.arguments.assign(options.argv.begin() + 1, options.argv.end());
  file.model = options.model;
  file.gil = options.gil;
  file.refcount = options.refcount;
  file.unsafe_slot_reads = options.unsafe_slot_reads;
  file.seed = seed_;
  file.input = life_->input.consumed();
  file.input_end = life_->input.saw_end();
  file.schedule = life_->execution->schedule();
  return file;
}

}  // namespace gilt::lab
