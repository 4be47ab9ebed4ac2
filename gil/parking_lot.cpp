#include "gil/parking_lot.h"

#include "gil/domain.h"

namespace gilt::gil {
namespace {

Waiter* next_on(Waiter* waiter, const void* address) {
  while (waiter != nullptr && waiter->address != address) waiter = waiter->next;
  return waiter;
}

}  // namespace

LotResult ParkingLot::park(ThreadState& thread, const void* address, FunctionRef<bool()> validate,
                           const ParkOptions& options) {
  Bucket& bucket = bucket_of(address);
  Waiter waiter(thread.parker);
  waiter.address = address;
  waiter.data = options.data;
  {
    std::lock_guard lock(bucket.lock);
    if (!validate()) return LotResult::kInvalid;
    bucket.queue.push(waiter);
  }
  BlockingRegion detached(thread);
  const ParkResult result =
      thread.host().park(thread.parker, options.deadline, options.interruptible);
  if (result == ParkResult::kWoken) return LotResult::kUnparked;
  {
    std::lock_guard lock(bucket.lock);
    if (waiter.linked) {
      bucket.queue.remove(waiter);
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
  bucket.queue.remove(*waiter);
  f(waiter->data, more);
  host.unpark(waiter->parker);
}

void ParkingLot::unpark_all(Host& host, const void* address) {
  Bucket& bucket = bucket_of(address);
  std::lock_guard lock(bucket.lock);
  Waiter* waiter = next_on(bucket.queue.first(), address);
  while (waiter != nullptr) {
    Waiter* next = next_on(waiter->next, address);
    bucket.queue.remove(*waiter);
    host.unpark(waiter->parker);
    waiter = next;
  }
}

}  // namespace gilt::gil
