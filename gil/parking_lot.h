// ParkingLot: queues of sleeping threads, found by the address they wait on, so that a lock needs
// one byte.
//
// park() sleeps only if validate() still holds under the bucket's lock, and unpark_one() runs its
// callback under the same lock: the lock's word and the queue change together, no wake-up is lost.
// First in, first out for each address.
//
// Thread-safety: all methods by any thread. A thread is in the lot at most once.
// Callbacks run under a bucket's lock: they must be short and must not enter the lot.
// Source: WebKit's WTF::ParkingLot; CPython 3.13 Python/parking_lot.c.
#pragma once

#include <array>
#include <memory>
#include <type_traits>

#include "gil/atomic.h"
#include "gil/thread_state.h"
#include "gil/wait_queue.h"

namespace gilt::gil {

// A callable that is used while the call lasts.
template <class Signature>
class FunctionRef;
template <class R, class... Args>
class FunctionRef<R(Args...)> {
 public:
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef>)
      FunctionRef(F&& f)  // NOLINT: implicit on purpose
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* object, Args... args) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(object))(args...);
        }) {}
  R operator()(Args... args) const { return call_(object_, args...); }

 private:
  void* object_;
  R (*call_)(void*, Args...);
};

enum class LotResult : uint8_t { kUnparked, kTimedOut, kInterrupted, kInvalid /* did not sleep */ };

struct ParkOptions {
  Nanos deadline = kForever;
  Interruptible interruptible = Interruptible::kNo;
  void* data = nullptr;  // for the unparker's callback, which runs before the park returns
};

class ParkingLot {
 public:
  // Sleeps on `address`, detached, until unparked. The thread is attached; it is again on return.
  LotResult park(ThreadState& thread, const void* address, FunctionRef<bool()> validate,
                 const ParkOptions& options);

  // Takes the first thread that sleeps on `address` out of its queue, calls f(its data or null if
  // there is none, whether more are waiting), and wakes it.
  void unpark_one(Host& host, const void* address, FunctionRef<void(void* data, bool more)> f);

  void unpark_all(Host& host, const void* address);

  // Calls f if the thread still sleeps in the lot as it did when its ParkRecord's epoch was this;
  // it does not wake before f returns. False if it does not. For any caller that keeps the
  // ThreadState alive.
  bool while_parked(const ThreadState& thread, uint64_t epoch, FunctionRef<void()> f);

 private:
  struct alignas(64) Bucket {
    ShortLock lock;
    WaitQueue queue;
  };
  static constexpr size_t kBuckets = 257;  // prime: addresses have zeros at the end
  Bucket& bucket_of(const void* address) {
    return buckets_[reinterpret_cast<uintptr_t>(address) % kBuckets];
  }
  std::array<Bucket, kBuckets> buckets_;
};

}  // namespace gilt::gil
