#include "lab/execution.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/sha512.h"
#include "vm/deadlock_report.h"
#include "vm/eval_breaker.h"
#include "vm/refcount_lesson.h"
#include "vm/teardown.h"
#include "vm/thread_life.h"

namespace gilt::lab {
namespace {

using State = LabThread::State;

bool has_poll_points(PythonModel model) {
  return model != PythonModel::kAny && model != PythonModel::k314t;
}

RuntimeOptions deterministic(RuntimeOptions options, StepHook* hook) {
  options.deterministic = true;
  options.step_hook = hook;
  options.handle_signals = false;
  options.unbuffered = true;
  options.hash_seed = 0;
  return options;
}

bool waits_for_interpreter(const LabThread& thread) {
  return thread.state == State::kParked && thread.thread != nullptr &&
         thread.thread->wait.kind.load(std::memory_order_relaxed) == gil::WaitKind::kMutex;
}

bool waits_for_start(const LabThread& thread) {
  return thread.state == State::kParked && thread.thread != nullptr &&
         thread.thread->wait.kind.load(std::memory_order_relaxed) == gil::WaitKind::kStart;
}

}  // namespace

// --- the beginning

Execution::Execution(const Program& program, Input& input, uint64_t seed)
    : program_(program),
      host_(input, seed),
      has_poll_points_(has_poll_points(program.options.model) && program.options.gil) {
  host_.set_switches_at_io(has_poll_points_);
  runtime_ = std::make_unique<Runtime>(host_, deterministic(program.options, this));
  program.prepare(*runtime_);
  // For looking at the threads from outside; it is there from the beginning, so that the numbers of
  // the others do not depend on whether somebody looks.
  observer_ = std::make_unique<Thread>(*runtime_, runtime_->domain);
  observer_->background.store(true, std::memory_order_relaxed);
  LabThread& main = host_.add_thread("MainThread", [this] { run_main(); });
  if (!main.fiber->usable()) std::abort();
  stepping_ = true;
  attached_ = &main;  // the runtime's constructor did it
  main.thread = &runtime_->main_thread();
  main.id = main.thread->id();
  booted_ = 1;
  resume(main);
  settle();
}

void Execution::run_main() {
  Thread& t = runtime_->main_thread();
  set_native_stack(t, host_.stack_size());
  exit_status_ = program_.main(t);
  runtime_->domain.detach(t);
  host_.suspend(State::kFinishing);
  runtime_->domain.attach(t);
  stepping_ = false;
  const int status = program_.finish(t, exit_status_);
  exit_status_ = exit_status_ == RefcountLesson::kStatus ? exit_status_ : status;
  runtime_->domain.detach(t);
}

// --- who may go on

bool Execution::ready(const LabThread& thread) const {
  return thread.state != State::kFinishing && host_.queue().can_go_on(thread.number, clock());
}

bool Execution::last_holds() const {
  const LabThread& last = thread(last_);
  return last.state == State::kAtInstruction && !last.may_leave;
}

Obstacle Execution::obstacle(int number) const {
  if (number < 0 || static_cast<size_t>(number) >= threads().size()) return Obstacle::kUnknown;
  if (status_ == Status::kFault) return Obstacle::kFault;
  const LabThread& wanted = thread(number);
  if (wanted.state == State::kEnded || wanted.state == State::kFinishing) return Obstacle::kEnded;
  if (number != last_ && last_holds()) return Obstacle::kHeld;
  if (ready(wanted)) return Obstacle::kNone;
  return wanted.deadline == gil::kForever ? Obstacle::kWaits : Obstacle::kAsleep;
}

std::vector<int> Execution::runnable() const {
  std::vector<int> result;
  if (status_ != Status::kRunning) return result;
  if (last_holds()) {
    result.push_back(last_);
    return result;
  }
  host_.queue().collect(&result, clock());
  const int sleeper = result.empty() ? host_.queue().next_sleeper() : -1;
  if (sleeper >= 0) result.push_back(sleeper);
  return result;
}

// --- steps

void Execution::step(int number) { (void)run(number, 1); }

uint64_t Execution::run(int number, uint64_t count) {
  LabThread& next = *host_.threads()[static_cast<size_t>(number)];
  const uint64_t before = next.steps;
  last_ = number;
  hand_over(next);
  wake(next);
  more_steps_ = count - 1;
  ++next.steps;
  host_.tick();
  resume(next);
  boot_new_threads();
  while (waits_for_start(next) && FiberHost::has_token(next)) {
    hand_over(next);
    resume(next);  // its thread has come to life: start() returns in the same step
    boot_new_threads();
  }
  const uint64_t made = next.steps - before;
  schedule_.add(number, made);
  settle();
  return made;
}

// The thread that stands at an instruction gives up its right to run, and `next` gets it.
void Execution::hand_over(LabThread& next) {
  if (attached_ == &next) return;
  if (attached_ != nullptr) runtime_->domain.detach(*attached_->thread);
  attached_ = nullptr;
  if (next.state != State::kAtInstruction) return;  // it attaches by itself
  runtime_->domain.attach(*next.thread);
  attached_ = &next;
}

// What a parked thread finds when it goes on.
void Execution::wake(LabThread& thread) {
  if (thread.state != State::kParked || FiberHost::has_token(thread)) return;
  if (host_.queue().may_take_lock(thread.number)) {
    thread.wake = gil::ParkResult::kInterrupted;  // it tries the lock again
    return;
  }
  host_.advance_to(thread.deadline);
  thread.wake = gil::ParkResult::kTimedOut;
}

void Execution::resume(LabThread& thread) {
  host_.resume(thread);
  if (thread.state != State::kAtInstruction && attached_ == &thread) attached_ = nullptr;
}

// The Python thread that was started next after the one with this id; null: there is none.
Thread* Execution::first_thread_after(uint32_t id) const {
  Thread* found = nullptr;
  const std::vector<Thread*>& threads = runtime_->threads;  // in the order of their start
  for (size_t i = threads.size(); i-- > 0 && threads[i]->id() > id;) found = threads[i];
  return found;
}

// Threads that were started come to their first instruction.
void Execution::boot_new_threads() {
  for (; booted_ < threads().size(); ++booted_) {
    LabThread& thread = *host_.threads()[booted_];
    thread.thread = first_thread_after(host_.threads()[booted_ - 1]->id);
    if (thread.thread != nullptr) thread.id = thread.thread->id();
    hand_over(thread);
    more_steps_ = 0;
    resume(thread);
  }
}

// After each step: the main thread comes to its end.
void Execution::settle() {
  if (status_ == Status::kFault) return;
  if (thread(0).state == State::kFinishing) return finish();
  if (host_.queue().nobody_can() && host_.queue().next_sleeper() < 0) {
    status_ = Status::kDeadlock;
  }
}

bool Execution::before_instruction(Thread& t, Frame* frame, StackRef* sp) {
  LabThread* me = host_.current();
  if (me == nullptr || !stepping_) return true;
  if (giving_up_ && me->number != 0) t.request(gil::kEventAbandon);
  if (abandoned(t)) return handle_signals(t);
  me->thread = &t;
  me->id = t.id();
  me->previous = std::exchange(me->current, frame->ip[-1]);
  me->frame = frame;
  me->sp = sp;
  me->may_leave = may_leave(*me, t, frame, sp);
  if (!goes_on()) {
    attached_ = me;
    host_.suspend(State::kAtInstruction);
    if (abandoned(t)) return handle_signals(t);
  }
  const bool polls = me->may_leave || !has_poll_points_;
  return t.events.load(std::memory_order_relaxed) == 0 || !polls || handle_events(t);
}

// The running thread has come to the end of a step. Does it make the next one at once?
bool Execution::goes_on() {
  if (more_steps_ == 0) return false;
  --more_steps_;
  ++host_.current()->steps;
  host_.tick();
  return true;
}

// --- wrong counts

void Execution::within_count(Thread& t, Object* object, const gil::CountStep& step) {
  LabThread* me = host_.current();
  const bool steps = me != nullptr && stepping_ && !giving_up_ && !abandoned(t);
  if (!steps || me->frame == nullptr) return;  // before its first instruction
  me->counted = object;
  me->count_step = step;
  if (!goes_on()) host_.suspend(State::kCounting);
}

bool Execution::refcount_fault(Thread& t, const std::string& report) {
  if (giving_up_ && status_ == Status::kRunning && stepping_) return true;  // nobody will see it
  (void)host_.write(STDERR_FILENO, report.data(), report.size());
  exit_status_ = RefcountLesson::kStatus;
  if (host_.current() == nullptr || !stepping_ || giving_up_ || abandoned(t)) return true;
  status_ = Status::kFault;
  host_.suspend(State::kStopped);
  return true;
}

bool Execution::has_wrong_counts() const {
  return exit_status_ == RefcountLesson::kStatus && runtime_->refcount_lesson != nullptr &&
         (status_ == Status::kFault || status_ == Status::kFinished);
}

// May another thread go on before this instruction? Also notes what follows from the instruction
// for the next one.
bool Execution::may_leave(LabThread& me, Thread& t, Frame* frame, StackRef* sp) {
  if (!has_poll_points_) return true;
  const Instr* ip = frame->ip - 1;
  const bool leave = me.poll == LabThread::Poll::kAfter ||
                     (me.poll == LabThread::Poll::kTaken && ip != me.not_taken);
  switch (decide_poll(t, frame, sp, *ip)) {
    case PollDecision::kNow:
    case PollDecision::kAfter:
      me.poll = LabThread::Poll::kAfter;
      break;
    case PollDecision::kTaken:
      me.poll = LabThread::Poll::kTaken;
      me.not_taken = frame->ip;
      break;
    case PollDecision::kNo:
      me.poll = LabThread::Poll::kNone;
      break;
  }
  return leave;
}

// --- the end

// The script is done. Daemon threads that are left never run again; then the main thread takes the
// world apart.
void Execution::finish() {
  run_to_end(false);
  status_ = Status::kFinished;
  observer_.reset();  // the end of the world is the main thread's alone
  run_to_end(true);
}

Execution::~Execution() {
  if (status_ != Status::kFinished) {
    abandon(*host_.threads()[0]);
    run_to_end(false);
    run_to_end(true);
  }
  observer_.reset();
  Thread& t = runtime_->main_thread();
  runtime_->domain.attach(t);
  drain_heap(t);
  free_heap(t);
  dispose_runtime(std::move(runtime_));
}

void Execution::abandon(LabThread& thread) {
  if (thread.thread != nullptr) thread.thread->request(gil::kEventAbandon);
}

// Runs the threads to their ends, abandoned all but the main one. Who waits for a lock of the
// interpreter's own gets its turn when the holder has let it go.
void Execution::run_to_end(bool main_too) {
  giving_up_ = true;
  more_steps_ = 0;
  for (bool left = true; left;) {
    left = false;
    for (size_t i = threads().size(); i-- > (main_too ? 0 : 1);) {
      LabThread& thread = *host_.threads()[i];
      if (thread.state == State::kEnded) continue;
      left = true;
      // The main thread has no one to wait for any more, unless what it waits for never comes.
      if (i != 0 || thread.state == State::kParked) abandon(thread);
      if (waits_for_interpreter(thread) && !ready(thread)) continue;
      hand_over(thread);
      thread.wake = gil::ParkResult::kInterrupted;
      resume(thread);
    }
  }
}

// --- deadlocks

gil::Deadlock Execution::find_deadlock() {
  return gil::find_deadlock(runtime_->domain, observer_.get());
}

std::string Execution::describe(const gil::Deadlock& deadlock) {
  if (attached_ != nullptr) runtime_->domain.detach(*attached_->thread);
  LabThread* detached = std::exchange(attached_, nullptr);
  runtime_->domain.attach(*observer_);
  std::string text = describe_deadlock(*observer_, deadlock);
  runtime_->domain.detach(*observer_);
  if (detached != nullptr) {
    runtime_->domain.attach(*detached->thread);
    attached_ = detached;
  }
  return text;
}

std::string program_hash(std::string_view text) {
  const auto digest = sha512(text);
  std::string hash;
  for (size_t i = 0; i < 8; ++i) hash += fmt::format("{:02x}", digest[i]);
  return hash;
}

}  // namespace gilt::lab
