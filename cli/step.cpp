// gilt step: from the command line to the exit status.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/lab_program.h"
#include "cli/source.h"
#include "cli/step_console.h"
#include "cli/step_files.h"
#include "cli/step_view.h"
#include "cli/stepper.h"

namespace gilt::cli {
namespace {

// Whose commands a Ctrl-C stops; a signal handler has nobody to ask.
std::atomic<lab::Session*> at_work{nullptr};

// A second Ctrl-C ends a program that does not come to the end of a single step.
void on_interrupt(int signal_number) {
  lab::Session* session = at_work.load(std::memory_order_relaxed);
  if (session == nullptr || session->interrupt()) return;
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;  // without SA_RESTART: a prompt that waits comes back
  sigaction(SIGINT, &action, nullptr);
}

// What is left to do when the script ends the process in the middle of a step: os._exit().
std::vector<std::function<void()>> last_things;

void do_last_things() {
  while (!last_things.empty()) {
    const std::function<void()> next = std::move(last_things.back());
    last_things.pop_back();
    next();
  }
  std::fflush(stdout);
}

// As long as this lives, `thing` is one of them.
class LastThing {
 public:
  explicit LastThing(std::function<void()> thing) {
    [[maybe_unused]] static const int once = std::at_quick_exit(do_last_things);
    last_things.push_back(std::move(thing));
  }
  ~LastThing() { last_things.pop_back(); }
  LastThing(const LastThing&) = delete;
  LastThing& operator=(const LastThing&) = delete;
};

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// The script did not come to its first instruction: it does not compile.
int report_no_start(lab::Session& session) {
  for (const lab::Written& written : session.output()) {
    std::fwrite(written.text.data(), 1, written.text.size(), written.fd == 1 ? stdout : stderr);
  }
  return session.execution().exit_status();
}

// Whether the plan is one for this script. A value is the exit status.
std::optional<int> check_plan(lab::Session& session, const std::string& name,
                              const lab::ScheduleFile& file) {
  const lab::Program& program = session.program();
  if (file.hash != lab::program_hash(program.text)) {
    fmt::print(stderr, "gilt: warning: {} was made for another text than {} has now\n", name,
               program.name);
  }
  if (session.plan_fits()) return std::nullopt;
  fmt::print(stderr, "gilt: {} does not fit {}: {}\n", name, program.name, session.misfit());
  return kStatusUsage;
}

int status_of(const Stepper& stepper, const StepConsole& console) {
  if (console.terminal()) return 0;
  if (console.interrupted()) return kStatusInterrupted;
  if (stepper.failed()) return kStatusError;
  return stepper.bad_end();
}

// Commands until there are no more. The exit status.
int converse(lab::Session& session, uint64_t seed, StepConsole& console) {
  Stepper stepper(session, seed, print);
  console.attach(&stepper);
  catch_interrupts();
  const LastThing output([&] {
    stepper.show_output();
    print("the script has ended the process: os._exit()\n");
  });
  stepper.greet();
  while (!stepper.wants_to_quit()) {
    const std::optional<std::string> line = console.next_command();
    if (!line) break;
    at_work.store(&session, std::memory_order_relaxed);
    (void)stepper.execute(*line);
    at_work.store(nullptr, std::memory_order_relaxed);
  }
  return status_of(stepper, console);
}

// The script up to before its first instruction; what the user does with it; what is kept of that.
int step_through(const Options& options, const Source& source, const lab::ScheduleFile& plan,
                 const lab::Input::Source& input,
                 const std::function<int(lab::Session&)>& interact) {
  const StepOptions& step = options.step;
  lab::Session session(make_lab_program(options, source), input, plan);
  if (session.execution().status() == lab::Execution::Status::kFinished) {
    return report_no_start(session);
  }
  if (!step.schedule.empty()) {
    if (auto status = check_plan(session, step.schedule, plan)) return *status;
  }
  auto record = [&] {
    std::string error;
    if (step.record.empty() || write_schedule(session, step.record, &error)) return true;
    fmt::print(stderr, "gilt: {}\n", error);
    return false;
  };
  const LastThing recording([&] { (void)record(); });
  const int status = interact(session);
  return record() ? status : kStatusError;
}

}  // namespace

int run_step(const Options& given) {
  Options options = given;
  const StepOptions& step = options.step;

  if (step.tui) {
    if (auto status = check_terminal()) return *status;
  }

  // What there is to read, before anything runs.
  Source source;
  lab::ScheduleFile plan;
  if (auto status = read_source(options, &source)) return *status;
  if (!step.schedule.empty()) {
    if (auto status = read_schedule(step.schedule, &plan)) return *status;
    if (auto status = adopt(step.schedule, plan, &options)) return *status;
  }
  plan.seed = step.seed.value_or(0);
  std::optional<std::string> input;
  if (!step.input.empty()) {
    std::string text;
    if (auto status = read_file(step.input, &text)) return *status;
    if (!text.starts_with(plan.input)) {
      fmt::print(stderr, "gilt: {} begins with other input than {}\n", step.schedule, step.input);
      return kStatusUsage;
    }
    input = text.substr(plan.input.size());
  }

  // Stepping, on the full screen or by command lines.
  if (step.tui) {
    ViewInput view(std::move(input));
    return step_through(options, source, plan, view.source(), [&](lab::Session& session) {
      return run_step_view(session, view, plan.seed, step.commands);
    });
  }
  StepConsole console(step.commands);
  if (input) console.set_input(*input);
  auto read = [&] { return console.next_input(); };
  return step_through(options, source, plan, read,
                      [&](lab::Session& session) { return converse(session, plan.seed, console); });
}

}  // namespace gilt::cli
