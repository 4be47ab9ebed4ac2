// Host: who turns the crank. Everything in gilt that waits, starts a thread or reads the clock does
// it through here: OsHost (gil/os_host.h) over OS threads and futexes, or a scheduler of fibers on
// a virtual clock.
//
// Thread-safety: every method may be called by any thread; interrupt() also by a signal handler.
// Invariants
//  1. A Parker holds at most one token. unpark() adds it, a park() that returns kWoken takes it.
//  2. At most one thread parks on a Parker at a time (its owner).
//  3. After unpark() delivered its token it touches the Parker no more, so that the woken thread
//  may destroy it.
//  4. unpark() and interrupt() neither block nor switch threads.
//  5. No lock of the gil layer is held while a thread is parked or yields.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace gilt::gil {

// Nanoseconds of a monotonic clock (the host's: virtual in the lab).
using Nanos = int64_t;
inline constexpr Nanos kForever = INT64_MAX;  // a deadline that never comes

// Deadline that lies `timeout` after `now`; never overflows. It does come, if in three centuries: a
// wait with a timeout is none that only others can end.
inline Nanos deadline_after(Nanos now, Nanos timeout) {
  return timeout >= kForever - now ? kForever - 1 : now + timeout;
}

enum class ParkResult : uint8_t {
  kWoken,        // a token came
  kTimedOut,     // the deadline passed first
  kInterrupted,  // interrupt() came first (only if the park asked for it)
};

enum class Interruptible : bool { kNo, kYes };
enum class CpuClock : uint8_t { kProcess, kThread };

// Where one thread sleeps. The fields belong to the host.
struct Parker {
  // written by the parking thread, unparkers and interrupt(): bits in os_host.cpp
  std::atomic<uint32_t> word{0};
  std::atomic<void*> waiter{nullptr};  // for hosts that must know who sleeps here (a fiber)
};

class Host {
 public:
  virtual ~Host() = default;

  virtual Nanos now() = 0;

  // Sleeps until a token comes, the deadline passes or, if asked for, an interrupt comes. May not
  // return early otherwise.
  virtual ParkResult park(Parker& parker, Nanos deadline,
                          Interruptible interruptible = Interruptible::kNo) = 0;

  // Gives a token to the parker (a second one before the first is taken is lost).
  virtual void unpark(Parker& parker) = 0;

  // Makes the next, or the current, interruptible park return kInterrupted. Async-signal-safe.
  virtual void interrupt(Parker& parker) = 0;

  // Starts a detached thread that runs `body`. False if the system refuses ("can't start new
  // thread"). stack_size 0 means the host's default.
  virtual bool spawn(std::function<void()> body, const std::string& name, size_t stack_size) = 0;

  // How large the stack of a thread will be for which spawn() is asked for this size.
  virtual size_t stack_size(size_t asked) = 0;

  // Lets others run.
  virtual void yield() = 0;

  // Lets others run for a while that doubles with each attempt (0, 1, 2 ...) up to a bound, without
  // sleeping: between two tries of a lock. Returns false at once if nobody can go on before the
  // caller sleeps: then it should.
  virtual bool back_off(unsigned attempt) = 0;

  // The kernel's id of the calling thread (threading.get_native_id).
  virtual uint64_t native_id() = 0;

  // --- the world outside, so that a host may be deterministic ---

  // Since the beginning of 1970 (time.time()).
  virtual Nanos wall_clock() = 0;
  // Processor time used by the process, or by the calling thread.
  virtual Nanos cpu_clock(CpuClock clock) = 0;

  // As getrandom(2), read(2) and write(2): may do a part, -1 sets errno. By detached threads.
  virtual ssize_t random_bytes(void* memory, size_t size) = 0;
  virtual ssize_t read(int fd, void* memory, size_t size) = 0;
  virtual ssize_t write(int fd, const void* memory, size_t size) = 0;
};

}  // namespace gilt::gil
