// FiberHost: the Host of the lab. Python threads are fibers on one OS thread; a thread that waits
// goes back to the scheduler, time is virtual, and what comes from outside is the same each time.
//
//   time    starts at the same moment in every execution, goes on by one microsecond a step, and
//           jumps when a thread is woken by its deadline
//   random  a generator with a fixed seed
//   input   lab/world.h; output is kept, not written
//
// Thread-safety: one OS thread, the scheduler's. Methods of Host are called on fibers (or, before
// and after an execution, on the scheduler's stack, where nothing may wait).
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gil/host.h"
#include "lab/lab_thread.h"
#include "lab/run_queue.h"
#include "lab/world.h"

namespace gilt::lab {

class FiberHost final : public gil::Host {
 public:
  static constexpr gil::Nanos kStepTime = 1000;  // ns
  // 2026-01-01 00:00:00 UTC, and what time.monotonic() starts with.
  static constexpr gil::Nanos kFirstWallClock = 1'767'225'600'000'000'000;
  static constexpr gil::Nanos kFirstNow = 1'000'000'000'000;

  FiberHost(Input& input, uint64_t seed);

  // --- for the scheduler ---
  const std::vector<std::unique_ptr<LabThread>>& threads() const { return threads_; }
  LabThread* current() const { return current_; }  // null on the scheduler's stack
  LabThread& add_thread(const std::string& name, std::function<void()> body);
  // Runs the thread until it suspends or ends. A parked one is woken with `thread.wake`.
  void resume(LabThread& thread);
  // Back to the scheduler, until resume().
  void suspend(LabThread::State state);

  const RunQueue& queue() const { return queue_; }
  // Has somebody given a token to the parked thread?
  static bool has_token(const LabThread& thread);
  // Bytes of C++ stack that each thread has.
  size_t stack_size() const { return stacks_.size(); }

  // A step begins.
  void tick() {
    now_ += kStepTime;
    ++step_;
  }
  void advance_to(gil::Nanos time) { now_ = std::max(now_, time); }
  // Other threads may run while one reads or writes (a model with a GIL, and with poll points).
  void set_switches_at_io(bool on) { switches_at_io_ = on; }
  const std::vector<Written>& output() const { return output_; }
  std::vector<Written> take_output() { return std::exchange(output_, {}); }

  // --- Host ---
  gil::Nanos now() override { return now_; }
  gil::ParkResult park(gil::Parker& parker, gil::Nanos deadline,
                       gil::Interruptible interruptible) override;
  void unpark(gil::Parker& parker) override;
  void interrupt(gil::Parker& parker) override;
  bool spawn(std::function<void()> body, const std::string& name, size_t stack_size) override;
  size_t stack_size(size_t) override { return stacks_.size(); }
  void yield() override;
  bool back_off(unsigned attempt) override;
  uint64_t native_id() override;
  gil::Nanos wall_clock() override { return kFirstWallClock + (now_ - kFirstNow); }
  gil::Nanos cpu_clock(gil::CpuClock clock) override;
  ssize_t random_bytes(void* memory, size_t size) override;
  ssize_t read(int fd, void* memory, size_t size) override;
  ssize_t write(int fd, const void* memory, size_t size) override;

 private:
  void release_for_io();

  StackPool stacks_;
  std::vector<std::unique_ptr<LabThread>> threads_;
  RunQueue queue_;
  LabThread* current_ = nullptr;
  bool switches_at_io_ = false;
  gil::Nanos now_ = kFirstNow;
  uint64_t step_ = 0;
  Input& input_;
  std::vector<Written> output_;
  std::mt19937_64 random_;
};

}  // namespace gilt::lab
