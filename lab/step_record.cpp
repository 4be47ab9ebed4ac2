#include "lab/step_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text_repr.h"
#include "lab/count_steps.h"
#include "lab/position.h"
#include "lab/step_access.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/wait_target.h"

namespace gilt::lab {

using State = LabThread::State;

// --- for the groups

std::string value_text(Value v) { return safe_repr(v, kValueWidth); }

Access read_access(bool shared, std::string place, std::string value) {
  return {Access::Kind::kRead, shared, std::move(place), "", std::move(value)};
}
Access write_access(bool shared, std::string place, std::string before, std::string value) {
  return {Access::Kind::kWrite, shared, std::move(place), std::move(before), std::move(value)};
}
Access delete_access(bool shared, std::string place, std::string before) {
  return {Access::Kind::kDelete, shared, std::move(place), std::move(before), ""};
}

std::string Look::repr(int depth) const { return value_text(operand(depth)); }
std::string Look::owner(int depth) {
  std::string name = names.name(depth);
  return name.empty() ? fmt::format("<{}>", class_name(operand(depth))) : name;
}
std::string After::repr(int depth) const { return value_text(top(depth)); }

namespace {

Expectation expect(Look& look) {
  Expectation expectation;
  (void)(expect_objects(look, &expectation) || expect_variables(look, &expectation) ||
         expect_calls(look, &expectation) || expect_values(look, &expectation));
  return expectation;
}

bool leaves_frame(Opcode op) {
  return op == Opcode::RETURN_VALUE || op == Opcode::YIELD_VALUE || op == Opcode::RETURN_GENERATOR;
}

// Others are woken by calls, and by the end of a thread.
bool may_wake(Opcode op) {
  return has_trait(op, kCalls) || has_trait(op, kEnds) || op == Opcode::WITH_EXCEPT_START;
}

std::vector<int> sleepers(const Execution& execution) {
  std::vector<int> result;
  for (const auto& thread : execution.threads()) {
    if (thread->state == State::kParked && !FiberHost::has_token(*thread)) {
      result.push_back(thread->number);
    }
  }
  return result;
}

// What the instruction is about to hand on or to raise, while it is still there.
std::string value_before(const Position& at) {
  const Instr instr = at.instr();
  const StackRef* base = at.frame->slots + at.frame->code->nlocalsplus;
  if (at.sp == nullptr || at.sp <= base) return "";
  if (leaves_frame(instr.op())) return value_text(at.sp[-1].value());
  if (instr.op() == Opcode::RERAISE) return exception_text(at.sp[-1].value());
  if (instr.op() != Opcode::RAISE_VARARGS || instr.arg() == 0) return "";
  return exception_text(at.sp[-static_cast<int>(instr.arg())].value());
}

bool goes_to_handler(const Position& now, uint32_t from) {
  const ExceptionRange* range = now.code().find_handler(from);
  return range != nullptr && now.index == range->target;
}

// The last line of the traceback in a text: the exception. "": there is none.
std::string traceback_end(std::string_view text) {
  const size_t start = text.find("Traceback (most recent call last):\n");
  if (start == std::string_view::npos) return "";
  text.remove_prefix(text.find('\n', start) + 1);
  while (text.starts_with(' ')) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return "";
    text.remove_prefix(end + 1);
  }
  return shortened(std::string(text.substr(0, text.find('\n'))), 2 * kValueWidth);
}

// "sorted(...)", of an instruction whose operands are gone.
std::string outer_text(const Position& outer) {
  const Instr instr = outer.instr();
  const int depth = callable_depth(instr);
  const std::string name = depth < 0 ? "" : OperandNames(outer).name(depth);
  return name.empty() ? instruction_text(outer.code(), instr) : name + "(...)";
}

// The frame has not run yet, or, a generator's, only up to where it was made.
bool is_fresh(const Frame& frame) {
  const uint32_t index = frame.instr_index();
  return index == 0 || frame.code->instrs[index - 1].op() == Opcode::RETURN_GENERATOR;
}

std::string thread_list(const std::vector<int>& numbers) {
  std::string text;
  for (int number : numbers) text += (text.empty() ? "" : ", ") + thread_label(number);
  return text;
}

using Streams = std::array<std::string, 2>;  // what was written to stdout and stderr

}  // namespace

struct StepObserver::Before {
  StepRecord record;
  std::optional<Position> at;
  std::vector<Position> callers;  // of its frame, innermost first
  bool counted = false;           // it went on from an update of a count
  bool by_native = false;         // the innermost one is in native code that called it
  std::string value;
  Expectation expectation;
  size_t threads = 0;
  std::vector<int> asleep;  // threads that nobody has woken yet
  Streams output;
  std::map<int, Streams> others_output;  // of threads that were started, and ran native code only

  void describe(const Execution& execution, const LabThread& thread,
                const std::vector<Written>& written);
  void describe_instruction(const std::optional<Position>& now, bool at_instruction);
  bool is_inside(const Position& now) const;
  void describe_leaving();
  void describe_callers(const Position& now);
  void describe_outer(const Position& outer, const Position& now);
  std::string raised_text(const Position& now) const;
  const char* raises() const { return record.op == Opcode::RERAISE ? "raises again" : "raises"; }
  void describe_raise(const std::optional<Position>& now, bool at_instruction);
  void describe_waiting(const Execution& execution, const LabThread& thread);
  void describe_others(const Execution& execution);
  void describe_output();
  void forget_what_was_before();

  // The position that one of the callers had; null: it is none of them.
  const Position* caller(const Frame* frame) const {
    const auto found = std::find_if(callers.begin(), callers.end(),
                                    [frame](const Position& p) { return p.frame == frame; });
    const bool there = found != callers.end() && found->index < found->code().instrs.size();
    return there ? &*found : nullptr;
  }
  void note(std::string text) { record.notes.push_back(std::move(text)); }
  void note_output(const std::string& who, const Streams& streams) {
    const char* const act[] = {"prints", "prints to stderr"};
    for (size_t i = 0; i < streams.size(); ++i) {
      if (streams[i].empty()) continue;
      note(fmt::format("{}{} {}", who, act[i], shortened(str_repr(streams[i]), kValueWidth)));
    }
  }
  // `doing`: which native code called it, if that is worth telling.
  void note_entry(const Frame& frame, const std::string& doing = "") {
    const std::string how = is_fresh(frame) ? "enters " : "goes on in ";
    note((doing.empty() ? "" : doing + " ") + how + entry_text(frame));
  }
};

StepObserver::StepObserver(Execution& execution, int thread)
    : execution_(execution), before_(std::make_unique<Before>()) {
  const LabThread& lab_thread = execution.thread(thread);
  Before& before = *before_;
  before.at = position_of(lab_thread);
  before.threads = execution.threads().size();
  StepRecord& record = before.record;
  record.thread = thread;
  record.went_on = lab_thread.state == State::kParked || lab_thread.state == State::kReleased ||
                   is_counting(lab_thread);
  before.counted = is_counting(lab_thread);
  if (before.counted) {
    ObjectNames names(execution);
    before.note(has_counted_text(lab_thread, names));
  }
  if (!before.at || may_wake(before.at->instr().op())) before.asleep = sleepers(execution);
  if (!before.at) return;
  const Position& at = *before.at;
  record.file = at.code().filename;
  record.line = at.line();
  record.function = at.code().qualname;
  record.op = at.instr().op();
  record.arg = at.instr().arg();
  record.operand = operand_of(at.code(), at.instr());
  for (const Frame* f = at.frame->caller; f != nullptr; f = f->caller) {
    before.callers.push_back({f, f->instr_index(), nullptr});
  }
  before.by_native = (at.frame->flags & Frame::kEntry) != 0 && !before.callers.empty();
  before.value = value_before(at);
  if (at.sp == nullptr) return;
  Look look(execution, lab_thread, at);
  before.expectation = expect(look);
}

StepObserver::~StepObserver() = default;

StepRecord StepObserver::record(const std::vector<Written>& written) {
  Before& before = *before_;
  before.record.step = execution_.steps();
  before.describe(execution_, execution_.thread(before.record.thread), written);
  return std::move(before.record);
}

void StepObserver::Before::describe(const Execution& execution, const LabThread& thread,
                                    const std::vector<Written>& written) {
  for (const Written& part : written) {
    const size_t stream = part.fd == 2 ? 1 : 0;
    (part.thread == record.thread ? output : others_output[part.thread])[stream] += part.text;
  }
  if (thread.state == State::kStopped) output[1].clear();  // the report is not the thread's
  // When the program is over its objects are gone.
  const bool over = execution.status() == Execution::Status::kFinished;
  const bool ended = over || !thread.unfinished();
  const std::optional<Position> now = ended ? std::optional<Position>() : position_of(thread);
  describe_instruction(now, !ended && thread.state == State::kAtInstruction);
  if (counted) forget_what_was_before();
  describe_output();
  if (!ended) describe_waiting(execution, thread);
  if (ended) note("ends");
  if (!over) describe_others(execution);
}

void StepObserver::Before::describe_instruction(const std::optional<Position>& now,
                                                bool at_instruction) {
  if (!at) {
    if (now && at_instruction) note_entry(*now->frame);
    return;
  }
  const bool same = now && now->frame == at->frame;
  if (same && !at_instruction) return;  // in the middle of it
  if (leaves_frame(record.op)) {
    describe_leaving();
    if (now && at_instruction) describe_callers(*now);
    return;
  }
  // A frame at its beginning is another one, in the place of the one that was left.
  const bool another = same && now->index == 0;
  if (!now || another || !is_inside(*now) || (same && goes_to_handler(*now, at->index))) {
    return describe_raise(now, at_instruction);
  }
  const Finish& finish = expectation.finish;
  if (same) {
    if (finish) finish({now->frame, now->sp, now->index, at->index}, record);
    if (at->sp == nullptr) describe_outer(*at, *now);  // native code has come back from Python
    return;
  }
  const bool finalizer = now->code().name == "__del__" && expectation.stores;
  if (finalizer && finish && record.op != Opcode::STORE_FAST_LOAD_FAST) finish({}, record);
  const bool native = (now->frame->flags & Frame::kEntry) != 0 && !finalizer;
  note_entry(*now->frame, native ? expectation.doing : "");
}

// Is the frame of the instruction still there, below the one that the thread is in?
bool StepObserver::Before::is_inside(const Position& now) const {
  for (const Frame* f = now.frame; f != nullptr; f = f->caller) {
    if (f == at->frame) return true;
  }
  return false;
}

void StepObserver::Before::describe_leaving() {
  if (record.op == Opcode::RETURN_GENERATOR) return note("makes the generator");
  note((record.op == Opcode::YIELD_VALUE ? "yields " : "returns ") + value);
}

// The frame has been left. What its callers did in the same step.
void StepObserver::Before::describe_callers(const Position& now) {
  const Position* outer = caller(now.frame);
  if (outer == nullptr) return note_entry(*now.frame);  // native code called again
  if (goes_to_handler(now, outer->index)) return note(raised_text(now));
  if (outer != &callers.front()) return;
  if (outer->instr().op() == Opcode::FOR_ITER && now.index != outer->index + 1) {
    return note(fmt::format("the loop ends, goes on at line {}", now.line()));
  }
  if (by_native) describe_outer(*outer, now);
}

// An instruction whose native code called Python code is done, too.
void StepObserver::Before::describe_outer(const Position& outer, const Position& now) {
  const Instr instr = outer.instr();
  if (now.index != outer.index + 1) {
    return note(fmt::format("{} goes on at line {}", outer_text(outer), now.line()));
  }
  if (stack_pushes(instr.op(), static_cast<int>(instr.arg())) > 0) {
    note(fmt::format("{} -> {}", outer_text(outer), value_text(now.sp[-1].value())));
  }
}

// At the beginning of a handler, whose exception is on top.
std::string StepObserver::Before::raised_text(const Position& now) const {
  std::string text = fmt::format("{} {}, goes on at line {}", raises(),
                                 exception_text(now.sp[-1].value()), now.line());
  return now.frame == at->frame ? text : text + " in " + now.code().qualname;
}

void StepObserver::Before::describe_raise(const std::optional<Position>& now, bool at_instruction) {
  const bool goes_on = now && at_instruction;
  if (goes_on) {
    const Position* place = now->frame == at->frame ? &*at : caller(now->frame);
    if (place != nullptr && goes_to_handler(*now, place->index)) return note(raised_text(*now));
  }
  if (value.empty() && !goes_on) value = traceback_end(output[1]);
  note(fmt::format("{}{}, and {} catches it", raises(), value.empty() ? "" : " " + value,
                   goes_on ? "native code" : "nothing"));
  if (goes_on) describe_callers(*now);
}

void StepObserver::Before::describe_waiting(const Execution& execution, const LabThread& thread) {
  if (thread.state == State::kReleased) return note("lets others run");
  if (thread.state == State::kStopped) return note("touches a freed object: the program stops");
  if (is_counting(thread)) {
    ObjectNames names(execution);
    return note(counted_text(thread, names));
  }
  if (thread.state != State::kParked || FiberHost::has_token(thread)) return;
  ObjectNames names(execution);
  const Waiting waiting = waiting_of(execution, thread);
  if (waiting.kind == gil::WaitKind::kCondition && !record.went_on) {
    note("releases " + names.name(waiting.object));
  }
  note(wait_text(execution, thread, names, false));
}

void StepObserver::Before::describe_others(const Execution& execution) {
  std::vector<int> started, woken;
  for (size_t i = threads; i < execution.threads().size(); ++i) {
    started.push_back(static_cast<int>(i));
  }
  for (int number : asleep) {
    const LabThread& other = execution.thread(number);
    if (number == record.thread || other.state != State::kParked) continue;
    if (FiberHost::has_token(other)) woken.push_back(number);
  }
  if (!started.empty()) note("starts " + thread_list(started));
  for (int number : started) {
    if (!execution.thread(number).unfinished()) note(thread_label(number) + " ends");
  }
  if (!woken.empty()) note("wakes " + thread_list(woken));
}

void StepObserver::Before::describe_output() {
  note_output("", output);
  for (const auto& [number, streams] : others_output) {
    note_output(thread_label(number) + " ", streams);
  }
}

// In the second half of a store the variable has its new value already.
void StepObserver::Before::forget_what_was_before() {
  std::erase_if(record.accesses, [](const Access& access) {
    return access.kind == Access::Kind::kDelete ||
           (access.kind == Access::Kind::kWrite && access.before == access.value);
  });
}

// --- text

namespace {

constexpr size_t kPlaceWidth = 21;

std::string access_text(const Access& access) {
  const std::string before = access.before.empty() ? "unset" : access.before;
  switch (access.kind) {
    case Access::Kind::kRead:
      return fmt::format("{} = {}", access.place, access.value);
    case Access::Kind::kWrite:
      return fmt::format("{}: {} -> {}", access.place, before, access.value);
    case Access::Kind::kDelete:
      return fmt::format("{}: {} -> unset", access.place, before);
  }
  return "";
}

}  // namespace

std::string StepRecord::effect() const {
  std::string text;
  auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (const Access& access : accesses) add(access_text(access));
  for (const std::string& note : notes) add(note);
  if (!went_on) return text;
  return text.empty() ? "goes on" : "goes on: " + text;
}

std::string format_step(const StepRecord& record) {
  std::string place, instruction = "(native code)";
  if (!record.file.empty()) {
    place = fmt::format("{}:{}", short_name(record.file), record.line);
    if (place.size() > kPlaceWidth) {
      place = "..." + place.substr(place.size() - kPlaceWidth + 3);
    }
    instruction = opcode_name(record.op);
    if (!record.operand.empty()) instruction += " " + record.operand;
  }
  std::string text =
      fmt::format("{:>6}  {:<3} {:<{}} {:<28} {}", record.step, thread_label(record.thread), place,
                  kPlaceWidth, shortened(instruction, 60), record.effect());
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace gilt::lab
