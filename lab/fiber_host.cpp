#include "lab/fiber_host.h"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <utility>

#include "vm/eval_breaker.h"

namespace gilt::lab {
namespace {

// Bits of Parker::word.
constexpr uint32_t kToken = 1;
constexpr uint32_t kInterrupt = 2;

// Sanitized code needs several times the stack.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr size_t kStackSize = 4 << 20;
#else
constexpr size_t kStackSize = 1 << 20;
#endif

constexpr uint64_t kFirstNativeId = 1000;

// The lock that the thread is about to sleep on, if it is a lock.
const gil::Mutex* awaited_mutex(const LabThread& thread) {
  if (thread.thread == nullptr) return nullptr;
  switch (thread.thread->wait.kind.load(std::memory_order_relaxed)) {
    case gil::WaitKind::kMutex:
    case gil::WaitKind::kLock:
    case gil::WaitKind::kRLock:
      return static_cast<const gil::Mutex*>(
          thread.thread->parked.address.load(std::memory_order_relaxed));
    default:
      return nullptr;
  }
}

bool is_abandoned(const LabThread& thread) {
  return thread.thread != nullptr && abandoned(*thread.thread);
}

// An abandoned thread gives up every wait but those for locks of the interpreter's own: their
// holders are about to let them go.
bool gives_up(const LabThread& thread) {
  return is_abandoned(thread) &&
         thread.thread->wait.kind.load(std::memory_order_relaxed) != gil::WaitKind::kMutex;
}

}  // namespace

FiberHost::FiberHost(Input& input, uint64_t seed)
    : stacks_(kStackSize), input_(input), random_(seed) {
  input_.rewind();
}

// --- the scheduler's side

LabThread& FiberHost::add_thread(const std::string& name, std::function<void()> body) {
  auto thread = std::make_unique<LabThread>();
  thread->number = static_cast<int>(threads_.size());
  thread->name = name;
  thread->fiber = std::make_unique<Fiber>(stacks_, std::move(body));
  queue_.add(thread->number);
  threads_.push_back(std::move(thread));
  return *threads_.back();
}

void FiberHost::resume(LabThread& thread) {
  if (thread.state == LabThread::State::kParked) queue_.wake(thread.number);
  current_ = &thread;
  thread.fiber->resume();
  current_ = nullptr;
  if (!thread.fiber->finished()) return;
  thread.state = LabThread::State::kEnded;
  thread.thread = nullptr;
  thread.frame = nullptr;
  thread.fiber.reset();
  queue_.remove(thread.number);
}

void FiberHost::suspend(LabThread::State state) {
  LabThread& thread = *current_;
  thread.state = state;
  thread.fiber->suspend();
}

bool FiberHost::has_token(const LabThread& thread) {
  return (thread.parker->word.load(std::memory_order_relaxed) & kToken) != 0;
}

// --- waiting

gil::ParkResult FiberHost::park(gil::Parker& parker, gil::Nanos deadline,
                                gil::Interruptible interruptible) {
  if (current_ == nullptr) std::abort();  // the scheduler never waits
  LabThread& thread = *current_;
  thread.parker = &parker;
  thread.deadline = deadline;
  thread.interruptible = interruptible == gil::Interruptible::kYes;
  thread.wake = gil::ParkResult::kWoken;
  if (gives_up(thread) && !has_token(thread)) return gil::ParkResult::kInterrupted;
  if (!has_token(thread)) {
    parker.waiter.store(&thread, std::memory_order_relaxed);
    queue_.wait(thread.number, awaited_mutex(thread), deadline);
    suspend(LabThread::State::kParked);
    parker.waiter.store(nullptr, std::memory_order_relaxed);
  }
  if (has_token(thread)) {
    parker.word.fetch_and(~kToken, std::memory_order_relaxed);
    return gil::ParkResult::kWoken;
  }
  return thread.wake;
}

void FiberHost::unpark(gil::Parker& parker) {
  parker.word.fetch_or(kToken, std::memory_order_relaxed);
  auto* thread = static_cast<LabThread*>(parker.waiter.load(std::memory_order_relaxed));
  if (thread != nullptr) queue_.wake(thread->number);
}

void FiberHost::interrupt(gil::Parker& parker) {
  parker.word.fetch_or(kInterrupt, std::memory_order_relaxed);
}

// Native code that waits for another thread without parking. Nobody else has to be asked.
void FiberHost::yield() {
  if (current_ != nullptr) suspend(LabThread::State::kReleased);
}

bool FiberHost::back_off(unsigned) { return false; }

bool FiberHost::spawn(std::function<void()> body, const std::string& name, size_t) {
  LabThread& thread = add_thread(name, std::move(body));
  if (thread.fiber->usable()) return true;
  queue_.remove(thread.number);
  threads_.pop_back();
  return false;
}

uint64_t FiberHost::native_id() {
  return kFirstNativeId + static_cast<uint64_t>(current_ != nullptr ? current_->number : 0);
}

// --- the world

gil::Nanos FiberHost::cpu_clock(gil::CpuClock clock) {
  const bool whole = clock == gil::CpuClock::kProcess || current_ == nullptr;
  return static_cast<gil::Nanos>(whole ? step_ : current_->steps) * kStepTime;
}

ssize_t FiberHost::random_bytes(void* memory, size_t size) {
  auto* bytes = static_cast<unsigned char*>(memory);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(random_());
  return static_cast<ssize_t>(size);
}

void FiberHost::release_for_io() {
  if (switches_at_io_ && current_ != nullptr && !is_abandoned(*current_)) {
    suspend(LabThread::State::kReleased);
  }
}

ssize_t FiberHost::read(int fd, void* memory, size_t size) {
  release_for_io();
  if (fd != STDIN_FILENO) return ::read(fd, memory, size);
  return static_cast<ssize_t>(input_.read(static_cast<char*>(memory), size));
}

ssize_t FiberHost::write(int fd, const void* memory, size_t size) {
  if (current_ != nullptr && is_abandoned(*current_)) return static_cast<ssize_t>(size);
  if (fd != STDOUT_FILENO && fd != STDERR_FILENO) {
    release_for_io();
    return ::write(fd, memory, size);
  }
  const int thread = current_ != nullptr ? current_->number : 0;
  output_.push_back({step_, thread, fd, std::string(static_cast<const char*>(memory), size)});
  release_for_io();
  return static_cast<ssize_t>(size);
}

}  // namespace gilt::lab
