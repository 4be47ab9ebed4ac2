#include "tests/model/scheduler.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace gilt::model {
namespace {

constexpr size_t kStackSize = 256 << 10;

// Runs the scenario's code: its memory is the execution's.
class Inside {
 public:
  explicit Inside(int lane) : before_(Memory::enter(lane)) {}
  ~Inside() { Memory::enter(before_); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  int before_;
};

}  // namespace

Scheduler& Scheduler::instance() {
  static Scheduler* scheduler = new Scheduler;
  return *scheduler;
}

Scheduler::Scheduler() : stacks_(kStackSize), readers_(Memory::kSize), writers_(Memory::kSize) {
  steps_.reserve(kMostSteps + 1);
  Memory::on_delete([](const void* block, size_t size) { instance().note_delete(block, size); });
}

// --- the search

Result Scheduler::explore(void (*set_up)(), const Limits& limits) {
  Result result;
  limits_ = limits;
  failure_.clear();
  std::fill(readers_.begin(), readers_.end(), 0);
  std::fill(writers_.begin(), writers_.end(), 0);
  for (bound_ = 0; bound_ <= limits.preemptions; ++bound_) {
    search_.forget();
    bool more = true;
    while (more) {
      search_.begin();
      run(set_up);
      ++result.executions;
      if (!failure_.empty()) {
        result.failure = failure_;
        result.preemptions = preemptions_;
        result.schedule = schedule();
        return result;
      }
      if (found_shared_) {
        search_.forget();
      } else {
        more = search_.next();
      }
    }
  }
  return result;
}

void Scheduler::run(void (*set_up)()) {
  Memory::reset();
  count_ = 0;
  preemptions_ = timeouts_ = 0;
  now_ = 0;
  steps_.clear();
  found_shared_ = false;
  run_alone(set_up);
  choose_next();
  while (next_ != kNobody && failure_.empty()) {
    current_ = next_;
    resume(*threads_[static_cast<size_t>(current_)].fiber, current_ + 1);
    current_ = kNobody;
  }
  if (failure_.empty() && at_end_) run_alone(std::move(at_end_));
  const bool hang = leave_behind();
  if (failure_.empty() && !hang && Memory::live_blocks() != 0) {
    failure_ = fmt::format("{} blocks of memory are left at the end", Memory::live_blocks());
  }
}

// Gives up what has not come to its end, with all that it has on its stack. Was there anything?
bool Scheduler::leave_behind() {
  bool any = false;
  for (int i = 0; i < count_; ++i) {
    Thread& thread = threads_[static_cast<size_t>(i)];
    thread.body = nullptr;
    if (thread.state == Thread::State::kEnded) continue;
    any = true;
    thread.fiber.reset();
  }
  at_end_ = nullptr;
  if (!failure_.empty()) alone_.reset();
  return any;
}

// Before and after the threads, where there is nothing to choose.
void Scheduler::run_alone(std::function<void()> body) {
  alone_body_ = std::move(body);
  if (alone_ == nullptr) {
    alone_ = std::make_unique<lab::Fiber>(stacks_, [this] {
      for (;;) {
        alone_body_();
        alone_->suspend();
      }
    });
  }
  resume(*alone_, 0);
  alone_body_ = nullptr;
}

void Scheduler::resume(lab::Fiber& fiber, int lane) {
  Inside inside(lane);
  fiber_ = &fiber;
  fiber.resume();
}

// --- setting up

void Scheduler::add_thread(std::function<void()> body) {
  Outside outside;
  if (count_ == kMostThreads) fail("there are too many threads");
  Thread& thread = threads_[static_cast<size_t>(count_++)];
  thread.body = std::move(body);
  thread.state = Thread::State::kReady;
  thread.yielded = false;
  thread.stirred = true;
  thread.may_hang = false;
  thread.locks_held = 0;
  if (thread.fiber != nullptr) return;
  thread.fiber = std::make_unique<lab::Fiber>(stacks_, [this, &thread] {
    for (;;) {
      thread.body();
      thread.state = Thread::State::kEnded;
      note("ends");
      stir();
      choose_next();
      thread.fiber->suspend();
    }
  });
}

void Scheduler::at_end(std::function<void()> body) { at_end_ = std::move(body); }

// --- choice points

void Scheduler::visit(const void* where, Access access, const char* what, const char* file,
                      int line) {
  if (running()) {
    note_use(where, access);
    if (shared(where)) {
      choose_next();
      leave();
      note(what, file, line);
      if (access == Access::kWrite) stir();
    } else if (steps_.size() >= kMostSteps) {
      fail("it takes too many steps");
    }
  }
  if (Memory::freed(where)) fail(fmt::format("{} of freed memory at {}:{}", what, file, line));
}

void Scheduler::note_use(const void* where, Access access) {
  if (!Memory::contains(where)) return;
  const size_t place = Memory::offset(where);
  const auto bit = static_cast<uint8_t>(1u << current_);
  uint8_t& users = (access == Access::kWrite ? writers_ : readers_)[place];
  if (users & bit) return;
  const bool before = shared(where);
  users |= bit;
  if (!before && shared(where)) found_shared_ = true;
}

// To delete is to write to all that stands there.
void Scheduler::note_delete(const void* block, size_t size) {
  if (!running()) return;
  const size_t begin = Memory::offset(block);
  for (size_t place = begin; place < begin + size; ++place) {
    if ((readers_[place] | writers_[place]) == 0) continue;
    note_use(static_cast<const char*>(block) + (place - begin), Access::kWrite);
  }
}

bool Scheduler::shared(const void* where) const {
  if (!Memory::contains(where)) return true;
  const size_t place = Memory::offset(where);
  const unsigned writers = writers_[place];
  return writers != 0 && std::popcount(writers | readers_[place]) > 1;
}

void Scheduler::acquire(const void* lock, bool& taken) {
  if (!running()) {
    if (taken) fail("a lock is taken twice");
    taken = true;
    return;
  }
  visit(lock, Access::kWrite, "takes a lock", nullptr, 0);
  Thread& self = threads_[static_cast<size_t>(current_)];
  if (taken) {
    self.state = Thread::State::kWaitsForLock;
    self.lock_taken = &taken;
    stir();
    choose_next();
    leave();
    note("has the lock");
  }
  taken = true;
  ++self.locks_held;
}

void Scheduler::release(bool& taken) {
  taken = false;
  if (!running()) return;
  --threads_[static_cast<size_t>(current_)].locks_held;
  stir();
}

gil::ParkResult Scheduler::park(gil::Parker& parker, gil::Nanos deadline, bool interruptible) {
  if (!running()) fail("parks outside of a thread");
  visit(&parker, Access::kWrite, "parks", nullptr, 0);
  Thread& self = threads_[static_cast<size_t>(current_)];
  self.state = Thread::State::kParked;
  self.parker = &parker;
  self.deadline = deadline;
  self.interruptible = interruptible;
  stir();
  if (!ready(self)) {
    if (self.locks_held != 0) fail("sleeps with a short lock in its hands");
    choose_next();
    leave();
  }
  self.state = Thread::State::kReady;
  const uint32_t word = parker.word.load(std::memory_order_relaxed);
  if (word & kToken) {
    parker.word.store(word & ~kToken, std::memory_order_relaxed);
    note("is woken");
    return gil::ParkResult::kWoken;
  }
  if (interruptible && (word & kInterrupt)) {
    parker.word.store(word & ~kInterrupt, std::memory_order_relaxed);
    note("is interrupted");
    return gil::ParkResult::kInterrupted;
  }
  note("times out");
  now_ = std::max(now_, deadline);
  return gil::ParkResult::kTimedOut;
}

void Scheduler::unpark(gil::Parker& parker, uint32_t bit) {
  visit(&parker, Access::kWrite, bit == kToken ? "unparks" : "interrupts", nullptr, 0);
  parker.word.fetch_or(bit, std::memory_order_relaxed);
}

void Scheduler::may_hang() { threads_[static_cast<size_t>(current_)].may_hang = true; }

void Scheduler::yield() {
  if (!running()) return;
  Thread& self = threads_[static_cast<size_t>(current_)];
  self.yielded = !self.stirred;
  self.stirred = false;
  note("yields");
  choose_next(Leaving::kFree);
  leave();
}

// --- who goes on

bool Scheduler::ready(const Thread& thread) const {
  switch (thread.state) {
    case Thread::State::kReady:
      return !thread.yielded;
    case Thread::State::kWaitsForLock:
      return !*thread.lock_taken;
    case Thread::State::kParked: {
      const uint32_t word = thread.parker->word.load(std::memory_order_relaxed);
      return (word & kToken) != 0 || (thread.interruptible && (word & kInterrupt) != 0) ||
             thread.deadline <= now_;
    }
    case Thread::State::kEnded:
      return false;
  }
  return false;
}

bool Scheduler::may_time_out(const Thread& thread) const {
  return thread.state == Thread::State::kParked && thread.deadline != gil::kForever;
}

// Who sleeps until the first deadline.
int Scheduler::first_deadline() const {
  int first = kNobody;
  for (int i = 0; i < count_; ++i) {
    const Thread& thread = threads_[static_cast<size_t>(i)];
    if (!may_time_out(thread)) continue;
    if (first == kNobody || thread.deadline < threads_[static_cast<size_t>(first)].deadline) {
      first = i;
    }
  }
  return first;
}

bool Scheduler::nobody_need_go_on() const {
  return std::all_of(threads_.begin(), threads_.begin() + count_, [](const Thread& thread) {
    return thread.state == Thread::State::kEnded || thread.may_hang;
  });
}

// The running thread is about to do something, or cannot go on: sets next_.
void Scheduler::choose_next(Leaving leaving) {
  Options options;
  const bool goes_on = current_ != kNobody && ready(threads_[static_cast<size_t>(current_)]);
  if (goes_on) options.add(current_);
  const bool free = !goes_on || leaving == Leaving::kFree;
  if (free || preemptions_ < bound_) {
    for (int i = 1; i <= count_; ++i) {
      const int other = (std::max(current_, 0) + i) % count_;
      if (other == current_) continue;
      const Thread& thread = threads_[static_cast<size_t>(other)];
      if (ready(thread) || (may_time_out(thread) && timeouts_ < limits_.timeouts)) {
        options.add(other);
      }
    }
  }
  if (options.count == 0) {
    const int sleeper = first_deadline();
    if (nobody_need_go_on()) {
      next_ = kNobody;
      return;
    }
    if (sleeper == kNobody) fail("no thread can go on");
    options.add(sleeper);
    --timeouts_;  // it costs nothing
  }
  {
    Outside outside;
    next_ = search_.choose(options);
  }
  Thread& chosen = threads_[static_cast<size_t>(next_)];
  if (!free && next_ != current_) ++preemptions_;
  if (!ready(chosen)) {
    ++timeouts_;
    now_ = chosen.deadline;
  }
}

void Scheduler::leave() {
  if (next_ == current_) {
    threads_[static_cast<size_t>(current_)].state = Thread::State::kReady;
    return;
  }
  Thread& self = threads_[static_cast<size_t>(current_)];
  self.fiber->suspend();
  self.state = Thread::State::kReady;
}

void Scheduler::stir() {
  for (int i = 0; i < count_; ++i) {
    Thread& other = threads_[static_cast<size_t>(i)];
    if (i == current_) continue;
    other.yielded = false;
    other.stirred = true;
  }
}

// --- failures

void Scheduler::note(const char* what, const char* file, int line) {
  if (steps_.size() >= kMostSteps) fail("it takes too many steps");
  steps_.push_back({current_, what, file, line});
}

void Scheduler::fail(const std::string& why) {
  Outside outside;
  if (failure_.empty()) failure_ = why;
  next_ = kNobody;
  for (;;) fiber_->suspend();
}

// T0  gil/mutex.cpp: 24 load, 26 compare_exchange; parks
std::string Scheduler::schedule() const {
  std::string text;
  int thread = kNobody;
  std::string file;
  for (const Step& step : steps_) {
    if (step.thread != thread) {
      thread = step.thread;
      file.clear();
      text += fmt::format("{}  T{} ", text.empty() ? "" : "\n", thread);
    }
    if (step.file == nullptr) {
      text += fmt::format(" {};", step.what);
      continue;
    }
    std::string_view name = step.file;
    name.remove_prefix(name.rfind('/', name.rfind('/') - 1) + 1);
    if (name != file) {
      file = name;
      text += fmt::format(" {}:", file);
    }
    text += fmt::format(" {} {};", step.line, step.what);
  }
  return text + '\n';
}

// --- the hooks of the instrumented types

void visit(const void* where, Access access, const char* what, const char* file, int line) {
  Scheduler::instance().visit(where, access, what, file, line);
}

void acquire(const void* lock, bool& taken) { Scheduler::instance().acquire(lock, taken); }

void release(const void*, bool& taken) { Scheduler::instance().release(taken); }

}  // namespace gilt::model
