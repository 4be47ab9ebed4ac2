#include "gil/mutex.h"

#include "gil/domain.h"
#include "gil/lock_bias.h"
#include "gil/parking_lot.h"

namespace gilt::gil {
namespace {

constexpr unsigned kSpins = 40;
constexpr Nanos kTimeToBeFair = 1'000'000;  // ns

// What an unlocking thread and the waiter that it wakes tell each other, under the bucket's lock.
struct Handover {
  Nanos fair_from;          // from then on the waiter is handed the lock
  bool handed_off = false;  // the lock stayed locked and is the waiter's now
};

}  // namespace

LockResult Mutex::lock_slow(ThreadState& thread, const LockWait& wait) {
  Host& host = thread.host();
  // Backing off keeps the waiter's hands off the cache lines that the holder works with.
  unsigned spins = thread.free_threaded ? 0 : kSpins;
  Handover handover{deadline_after(host.now(), kTimeToBeFair)};
  for (;;) {
    uint8_t bits = bits_.load(std::memory_order_relaxed);
    if ((bits & kBias) != 0) {
      thread.domain().lock_bias().revoke(thread, *this);
      continue;
    }
    if ((bits & kLocked) == 0) {
      if (bits_.compare_exchange_weak(bits, bits | kLocked, std::memory_order_acquire,
                                      std::memory_order_relaxed)) {
        return LockResult::kAcquired;
      }
      continue;
    }
    if (wait.deadline != kForever && wait.deadline <= host.now()) return LockResult::kTimedOut;
    if ((bits & kHasParked) == 0 && spins < kSpins) {
      spins = host.back_off(spins) ? spins + 1 : kSpins;
      continue;
    }
    if ((bits & kHasParked) == 0 &&
        !bits_.compare_exchange_weak(bits, bits | kHasParked, std::memory_order_relaxed)) {
      continue;
    }
    const uint32_t holder =
        wait.holder != nullptr ? wait.holder->load(std::memory_order_relaxed) : 0;
    WaitScope scope(thread, wait.kind, wait.resource != nullptr ? wait.resource : this, holder,
                    wait.holder);
    ++thread.stats.lock_waits;
    auto still_locked = [this] {
      return bits_.load(std::memory_order_relaxed) == (kLocked | kHasParked);
    };
    const LotResult result = thread.domain().parking_lot().park(
        thread, this, still_locked, {wait.deadline, wait.interruptible, &handover});
    if (result == LotResult::kUnparked && handover.handed_off) return LockResult::kAcquired;
    if (result == LotResult::kTimedOut) return LockResult::kTimedOut;
    if (result == LotResult::kInterrupted && thread.pending(kInterrupts)) {
      return LockResult::kInterrupted;
    }
  }
}

bool Mutex::unlock_slow(ThreadState& thread) {
  Host& host = thread.host();
  for (;;) {
    uint8_t bits = bits_.load(std::memory_order_relaxed);
    if ((bits & kLocked) == 0) return false;
    if (bits == kLocked) {
      if (bits_.compare_exchange_weak(bits, 0, std::memory_order_release,
                                      std::memory_order_relaxed)) {
        return true;
      }
      continue;
    }
    bool unlocked = false;
    thread.domain().parking_lot().unpark_one(host, this, [&](void* data, bool more) {
      if (bits_.load(std::memory_order_relaxed) != (kLocked | kHasParked)) {
        // A second thread unlocked it first. The woken waiter just tries again.
        if (more) bits_.fetch_or(kHasParked, std::memory_order_relaxed);
        return;
      }
      // Locked with parked waiters is left only here, under the bucket's lock: a plain store will
      // do.
      uint8_t left = more ? kHasParked : 0;
      if (data != nullptr) {
        Handover& handover = *static_cast<Handover*>(data);
        handover.handed_off = host.now() >= handover.fair_from;
        if (handover.handed_off) left |= kLocked;
      }
      bits_.store(left, std::memory_order_release);  // with the next lock's acquire
      unlocked = true;
    });
    if (unlocked) return true;
  }
}

}  // namespace gilt::gil
