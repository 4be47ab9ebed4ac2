// Mutex: one byte, over the parking lot (CPython's PyMutex). It stands in every object's header.
//
//   bit 0  locked
//   bit 1  threads are parked on it
//   others the tag of the thread that it is biased to (gil/lock_bias.h), then the first two are 0
//
// Uncontended lock and unlock are one compare-and-swap. Without the GIL a waiter backs off up to 40
// times (1 ms in all), with it not at all, then parks, detached. Barging is allowed, but a waiter
// that was parked for more than 1 ms is handed the lock by the unlocking thread. Any thread may
// unlock.
//
// Thread-safety: any thread, each with its own ThreadState, attached.
// Memory order: lock acquires what unlock released.
// Source: CPython 3.13 Python/lock.c.
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/thread_state.h"

namespace gilt::gil {

enum class LockResult : uint8_t { kAcquired, kTimedOut, kInterrupted };

// How, and for whom, a lock is waited for.
struct LockWait {
  Nanos deadline = kForever;
  // Return kInterrupted when one of kInterrupts is pending for the thread.
  Interruptible interruptible = Interruptible::kNo;
  WaitKind kind = WaitKind::kMutex;
  const void* resource = nullptr;            // null: the mutex itself
  const Atomic<uint32_t>* holder = nullptr;  // id of the thread that has the lock, if known
};

class Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  bool try_lock() {
    uint8_t bits = bits_.load(std::memory_order_relaxed);
    return (bits & ~kHasParked) == 0 &&
           bits_.compare_exchange_strong(bits, bits | kLocked, std::memory_order_acquire,
                                         std::memory_order_relaxed);
  }
  void lock(ThreadState& thread) {
    if (!try_lock()) (void)lock_slow(thread, LockWait{});
  }
  // As lock(), but may give up.
  [[nodiscard]] LockResult lock(ThreadState& thread, const LockWait& wait) {
    return try_lock() ? LockResult::kAcquired : lock_slow(thread, wait);
  }
  // The mutex is locked.
  void unlock(ThreadState& thread) {
    uint8_t bits = kLocked;
    if (!bits_.compare_exchange_strong(bits, 0, std::memory_order_release,
                                       std::memory_order_relaxed)) {
      (void)unlock_slow(thread);
    }
  }
  // False if it was not locked.
  [[nodiscard]] bool try_unlock(ThreadState& thread) {
    uint8_t bits = kLocked;
    return bits_.compare_exchange_strong(bits, 0, std::memory_order_release,
                                         std::memory_order_relaxed) ||
           unlock_slow(thread);
  }
  // --- bias (gil/lock_bias.h)
  static constexpr unsigned kBiasShift = 2;
  // Need critical sections of this thread not lock it?
  bool biased_to(const ThreadState& thread) const {
    return bits_.load(std::memory_order_relaxed) == thread.bias_tag;
  }
  // Of an object that nobody else can see yet.
  void start_biased(uint8_t tag) { bits_.store(tag, std::memory_order_relaxed); }
  uint8_t bias() const { return bits_.load(std::memory_order_relaxed) & kBias; }
  // It is biased, and the world stands still.
  void unbias() { bits_.store(0, std::memory_order_relaxed); }

  bool locked() const { return (bits_.load(std::memory_order_relaxed) & kLocked) != 0; }

 private:
  static constexpr uint8_t kLocked = 1;
  static constexpr uint8_t kHasParked = 2;
  static constexpr uint8_t kBias = 0xfc;
  LockResult lock_slow(ThreadState& thread, const LockWait& wait);
  bool unlock_slow(ThreadState& thread);

  Atomic<uint8_t> bits_{0};
};
static_assert(sizeof(Mutex) == 1);

// Locked for its lifetime.
class MutexGuard {
 public:
  MutexGuard(ThreadState& thread, Mutex& mutex) : thread_(thread), mutex_(mutex) {
    mutex.lock(thread);
  }
  ~MutexGuard() { mutex_.unlock(thread_); }
  MutexGuard(const MutexGuard&) = delete;
  MutexGuard& operator=(const MutexGuard&) = delete;

 private:
  ThreadState& thread_;
  Mutex& mutex_;
};

}  // namespace gilt::gil
