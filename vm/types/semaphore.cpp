#include "vm/types/semaphore.h"

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/sync_object.h"

namespace gilt {
namespace {

constexpr gil::Nanos kTimeToBeFair = 1'000'000;  // ns

struct SemaphoreTicket : gil::NotifyTicket {
  gil::Nanos fair_from = 0;  // from then on a permit is handed over
  bool granted = false;      // the thread has its permit; under the semaphore's lock
};

SemaphoreObject& semaphore_of(Value self) { return *self.as<SemaphoreObject>(); }

bool is_bounded(Thread& t, Value self) {
  return type_of(t, self)->is_subtype_of(types(t).bounded_semaphore);
}

// --- the count. The caller holds the semaphore's lock.

bool take_permit(SemaphoreObject& semaphore) {
  const int64_t value = semaphore.value.load(std::memory_order_relaxed);
  if (value == 0) return false;
  semaphore.value.store(value - 1, std::memory_order_relaxed);
  return true;
}

void give_permit(Thread& t, SemaphoreObject& semaphore) {
  auto* next = static_cast<SemaphoreTicket*>(semaphore.waiters.first());
  if (next != nullptr && next->fair_from <= t.host().now()) {
    next->granted = true;
  } else {
    semaphore.value.fetch_add(1, std::memory_order_relaxed);
  }
  semaphore.waiters.notify(t, 1);
}

// --- acquire

enum class Acquired : uint8_t { kYes, kTimedOut, kRaised };

// The thread leaves without having waited to the end: what it was woken for goes to the next one.
void pass_on(Thread& t, SemaphoreObject& semaphore, const SemaphoreTicket& ticket) {
  if (ticket.granted) {
    give_permit(t, semaphore);
  } else if (semaphore.value.load(std::memory_order_relaxed) > 0) {
    semaphore.waiters.notify(t, 1);
  }
}

Acquired wait_for_permit(Thread& t, SemaphoreObject& semaphore, gil::Nanos deadline) {
  SemaphoreTicket ticket;
  ticket.fair_from = gil::deadline_after(t.host().now(), kTimeToBeFair);
  for (bool in_time = true;;) {
    {
      gil::CriticalSection section(t, semaphore.mutex);
      if (take_permit(semaphore)) return Acquired::kYes;
      if (!in_time || deadline == 0) return Acquired::kTimedOut;
      semaphore.waiters.enlist(ticket);
    }
    const bool ok =
        sleep_until_notified(t, ticket, {gil::WaitKind::kSemaphore, &semaphore, deadline});
    gil::CriticalSection section(t, semaphore.mutex);
    const bool notified = !semaphore.waiters.withdraw(ticket);
    if (!ok) {
      if (notified) pass_on(t, semaphore, ticket);
      return Acquired::kRaised;
    }
    if (ticket.granted) return Acquired::kYes;
    in_time = notified;
  }
}

Ref acquire_until(Thread& t, SemaphoreObject& semaphore, gil::Nanos deadline) {
  {
    gil::CriticalSection section(t, semaphore.mutex);
    if (take_permit(semaphore)) return Ref::boolean(true);
  }
  if (deadline == 0) return Ref::boolean(false);
  const Acquired result = wait_for_permit(t, semaphore, deadline);
  if (result == Acquired::kRaised) return Ref();
  return Ref::boolean(result == Acquired::kYes);
}

// acquire() and __enter__(): (blocking=True, timeout=None)
Ref semaphore_acquire(Thread& t, Args args) {
  gil::Nanos deadline = gil::kForever;
  if (args[1] || args[2]) {
    Truth blocking = args[1] ? is_true(t, args[1]) : Truth(true);
    if (blocking.failed()) return Ref();
    if (blocking.no() && args[2] && !args[2].is_none()) {
      return raise(t, Exc::kValueError, "can't specify timeout for non-blocking acquire");
    }
    if (!timeout_deadline(t, args[2], &deadline)) return Ref();
    if (blocking.no()) deadline = 0;
  }
  return acquire_until(t, semaphore_of(args[0]), deadline);
}

// --- release

Ref release_many(Thread& t, Value self, Value count) {
  int64_t n = 1;
  if (count) {
    Truth too_few = GILT_TRY(compare_truth(t, count, Value::small_int(1), CompareOp::kLt));
    if (too_few.yes()) return raise(t, Exc::kValueError, "n must be one or more");
    n = GILT_TRY(int_argument(t, count)).get();
  }
  SemaphoreObject& semaphore = semaphore_of(self);
  gil::CriticalSection section(t, semaphore.mutex);
  int64_t after = 0;
  const bool overflow =
      __builtin_add_overflow(semaphore.value.load(std::memory_order_relaxed), n, &after);
  if (is_bounded(t, self)) {
    if (overflow || after > semaphore.bound.load(std::memory_order_relaxed)) {
      return raise(t, Exc::kValueError, "Semaphore released too many times");
    }
  } else if (overflow) {
    return raise(t, Exc::kOverflowError, "semaphore value is too large");
  }
  for (; n > 0 && !semaphore.waiters.empty(); --n) give_permit(t, semaphore);
  semaphore.value.fetch_add(n, std::memory_order_relaxed);
  return Ref::none();
}

Ref semaphore_release(Thread& t, Args args) { return release_many(t, args[0], args[1]); }

// __exit__() calls what a subclass made of release().
Ref semaphore_exit(Thread& t, Args args) {
  Type* type = type_of(t, args[0]);
  if (type == types(t).semaphore || type == types(t).bounded_semaphore) {
    return release_many(t, args[0], Value());
  }
  Ref done = GILT_TRY(call_method(t, args[0], "release", {}));
  return Ref::none();
}

// --- making, showing

bool semaphore_init(Thread& t, Value self, CallArgs given) {
  Value v[1];
  const char* name = is_bounded(t, self) ? "BoundedSemaphore.__init__" : "Semaphore.__init__";
  GILT_TRY(bind_arguments(t, name, "(value=1)", given, v));
  int64_t value = 1;
  if (v[0]) {
    Truth negative = GILT_TRY(compare_truth(t, v[0], Value::small_int(0), CompareOp::kLt));
    if (negative.yes()) {
      return raise(t, Exc::kValueError, "semaphore initial value must be >= 0");
    }
    value = GILT_TRY(int_argument(t, v[0])).get();
  }
  SemaphoreObject& semaphore = semaphore_of(self);
  semaphore.value.store(value, std::memory_order_relaxed);
  semaphore.bound.store(value, std::memory_order_relaxed);
  return true;
}

Ref semaphore_repr(Thread& t, Value self) {
  std::string value = fmt::format("{}", semaphore_of(self).value.load(std::memory_order_relaxed));
  if (is_bounded(t, self)) {
    value += fmt::format("/{}", semaphore_of(self).bound.load(std::memory_order_relaxed));
  }
  return make_str(t, fmt::format("<{}: value={}>", sync_object_name(t, self), value));
}

Ref get_value(Thread& t, Value self) {
  return make_int(t, semaphore_of(self).value.load(std::memory_order_relaxed));
}
Ref get_initial_value(Thread& t, Value self) {
  return make_int(t, semaphore_of(self).bound.load(std::memory_order_relaxed));
}

constexpr char kAcquireDoc[] =
    "Take a permit: decrement the counter, after waiting until it is above zero.\n\nWith "
    "blocking=False do not wait. With a timeout, in seconds, wait no longer\nthan that. The result "
    "says whether the permit was taken.";
constexpr char kReleaseDoc[] =
    "Give back n permits: increment the counter and wake as many of the threads\nthat wait.";

constexpr MethodRow kMethods[] = {
    method<"acquire", semaphore_acquire>("(blocking=True, timeout=None)", kAcquireDoc),
    method<"release", semaphore_release>("(n=1)", kReleaseDoc),
    method<"__enter__", semaphore_acquire>("(blocking=True, timeout=None)", kAcquireDoc),
    method<"__exit__", semaphore_exit>("(exc_type=None, exc_value=None, exc_tb=None, /)",
                                       "Give back a permit."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"_value", get_value>("The permits that are left."),
};
constexpr AttributeRow kBoundedAttributes[] = {
    attribute<"_initial_value", get_initial_value>("The most permits that there may be."),
};

}  // namespace

void init_semaphore_type(Thread& t, Type& type) {
  set_up_sync_type<SemaphoreObject>(
      type,
      "A counter of permits.\n\nacquire() takes one and blocks while there is none, release() "
      "gives one back.\nThe counter starts at value and never goes below zero.");
  type.slots.init = semaphore_init;
  type.slots.repr = semaphore_repr;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

void init_bounded_semaphore_type(Thread& t, Type& type) {
  set_up_sync_type<SemaphoreObject>(
      type,
      "A semaphore that raises ValueError when it is released more often than it\nwas acquired.");
  add_attributes(t, type, kBoundedAttributes);
}

}  // namespace gilt
