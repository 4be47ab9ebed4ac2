#include "gil/parking_lot.h"

#include "gil/domain.h"

namespace gilt::gil {
namespace {

// Whoever sleeps in the lot. Its ParkRecord says so under the bucket's lock.
struct Sleeper : Waiter {
  Sleeper(ThreadState& thread, const void* on) : Waiter(thread.parker), parked(thread.parked) {
    address = on;
  }
  ParkRecord& parked;
};

void enter(WaitQueue& queue, Sleeper& sleeper, Nanos deadline) {
  queue.push(sleeper);
  sleeper.parked.address.store(sleeper.address, std::memory_order_release);
  sleeper.parked.deadline.store(deadline, std::memory_order_release);
  // seq_cst: with DeadlockWatch::wait_begins(). Release of it: the records, to waits_of().
  sleeper.parked.epoch.fetch_add(1, std::memory_order_seq_cst);
}

void leave(WaitQueue& queue, Waiter& waiter) {
  queue.remove(waiter);
  static_cast<Sleeper&>(waiter).parked.epoch.fetch_add(1, std::memory_order_seq_cst);
}

Waiter* next_on(Waiter* waiter, const void* address) {
  while (waiter != nullptr && waiter->address != address) waiter = waiter->next;
  return waiter;
}

}  // namespace

LotResult ParkingLot::park(ThreadState& thread, const void* address, FunctionRef<bool()> validate,
                           const ParkOptions& options) {
  Bucket& bucket = bucket_of(address);
  Sleeper waiter(thread, address);
  waiter.data = options.data;
  {
    std::lock_guard lock(bucket.lock);
    if (!validate()) return LotResult::kInvalid;
    enter(bucket.queue, waiter, options.deadline);
  }
  if (options.deadline == kForever) thread.domain().forever_wait_begins();
  BlockingRegion detached(thread);
  const ParkResult result =
      thread.host().park(thread.parker, options.deadline, options.interruptible);
  if (result == ParkResult::kWoken) return LotResult::kUnparked;
  {
    std::lock_guard lock(bucket.lock);
    if (waiter.linked) {
      leave(bucket.queue, waiter);
      return result == ParkResult::kTimedOut ? LotResult::kTimedOut : LotResult::kInterrupted;
    }
  }
  // Unparked at the last moment. The interrupt, if it was one, is for the next wait then.
  thread.host().park(thread.parker, kForever);
  if (result == ParkResult::kInterrupted) thread.host().interrupt(thread.parker);
  return LotResult::kUnparked;
}

void ParkingLot::unpark_one(Host& host, const void* address,
                            FunctionRef<void(void* data, bool more)> f) {
  Bucket& bucket = bucket_of(address);
  std::lock_guard lock(bucket.lock);
  Waiter* waiter = next_on(bucket.queue.first(), address);
  if (waiter == nullptr) {
    f(nullptr, false);
    return;
  }
  const bool more = next_on(waiter->next, address) != nullptr;
  leave(bucket.queue, *waiter);
  f(waiter->data, more);
  host.unpark(waiter->parker);
}

void ParkingLot::unpark_all(Host& host, const void* address) {
  Bucket& bucket = bucket_of(address);
  std::lock_guard lock(bucket.lock);
  Waiter* waiter = next_on(bucket.queue.first(), address);
  while (waiter != nullptr) {
    Waiter* next = next_on(waiter->next, address);
    leave(bucket.queue, *waiter);
    host.unpark(waiter->parker);
    waiter = next;
  }
}

bool ParkingLot::while_parked(const ThreadState& thread, uint64_t epoch, FunctionRef<void()> f) {
  // Stale if the thread has gone on meanwhile, but then its epoch says so under any lock.
  const void* address = thread.parked.address.load(std::memory_order_acquire);
  std::lock_guard lock(bucket_of(address).lock);
  if (thread.parked.epoch.load(std::memory_order_seq_cst) != epoch) return false;
  f();
  return true;
}

}  // namespace gilt::gil
