#include "vm/types/barrier.h"

#include <fmt/format.h>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/sync_object.h"

namespace gilt {
namespace {

enum class Outcome : uint8_t { kWaiting, kPassed, kBroken };

struct BarrierTicket : gil::NotifyTicket {
  Outcome outcome = Outcome::kWaiting;  // under the barrier's lock
};

BarrierObject& barrier_of(Value self) { return *self.as<BarrierObject>(); }

Failed raise_broken(Thread& t) {
  Type* type = t.runtime.broken_barrier_error.load(std::memory_order_acquire);
  return raise_object(t, Ref::copy(t, type));
}

// Holds the barrier's lock for its lifetime, if it got it.
class BarrierGuard {
 public:
  enum class Signals : bool { kIgnored, kMayRaise };

  BarrierGuard(Thread& t, BarrierObject& barrier, Signals signals) : t_(t), barrier_(barrier) {
    gil::LockWait wait{
        .kind = gil::WaitKind::kBarrier, .resource = &barrier, .holder = &barrier.holder};
    gil::LockResult result;
    auto lock = [&](gil::Interruptible how) {
      wait.interruptible = signals == Signals::kMayRaise ? how : gil::Interruptible::kNo;
      return barrier.lock.lock(t, wait);
    };
    locked_ = wait_out_signals(t, gil::LockResult::kInterrupted, &result, lock);
    if (locked_) barrier.holder.store(t.id(), std::memory_order_relaxed);
  }
  ~BarrierGuard() { unlock(); }
  BarrierGuard(const BarrierGuard&) = delete;
  BarrierGuard& operator=(const BarrierGuard&) = delete;

  // False: a signal handler has raised.
  explicit operator bool() const { return locked_; }
  void unlock() {
    if (!locked_) return;
    barrier_.holder.store(0, std::memory_order_relaxed);
    barrier_.lock.unlock(t_);
    locked_ = false;
  }

 private:
  Thread& t_;
  BarrierObject& barrier_;
  bool locked_ = false;
};

// --- with the lock held

void end_round(Thread& t, BarrierObject& barrier, Outcome outcome) {
  while (gil::NotifyTicket* ticket = barrier.waiters.first()) {
    static_cast<BarrierTicket*>(ticket)->outcome = outcome;
    barrier.waiters.notify(t, 1);
  }
  barrier.count.store(0, std::memory_order_relaxed);
}

void break_barrier(Thread& t, BarrierObject& barrier) {
  barrier.broken.store(true, std::memory_order_relaxed);
  end_round(t, barrier, Outcome::kBroken);
}

// The last party is here.
bool complete_round(Thread& t, BarrierObject& barrier) {
  Ref action = read_slot(t, barrier.action);
  if (action) {
    Ref done = call(t, action);
    if (!done) {
      break_barrier(t, barrier);
      return false;
    }
  }
  end_round(t, barrier, Outcome::kPassed);
  return true;
}

// --- wait

// Sleeps until the round has ended; `guard` is held before, and not afterwards.
Ref wait_for_others(Thread& t, BarrierObject& barrier, BarrierGuard& guard, int64_t index,
                    gil::Nanos deadline) {
  BarrierTicket ticket;
  barrier.waiters.enlist(ticket);
  guard.unlock();
  const bool ok = sleep_until_notified(t, ticket, {gil::WaitKind::kBarrier, &barrier, deadline});
  BarrierGuard again(t, barrier, BarrierGuard::Signals::kIgnored);
  if (barrier.waiters.withdraw(ticket)) {
    barrier.count.fetch_sub(1, std::memory_order_relaxed);
    if (!ok) return Ref();  // a signal handler raised: the others go on waiting
    break_barrier(t, barrier);
    return raise_broken(t);
  }
  if (!ok) return Ref();
  if (ticket.outcome == Outcome::kBroken) return raise_broken(t);
  return make_int(t, index);
}

Ref barrier_wait(Thread& t, Args args) {
  BarrierObject& barrier = barrier_of(args[0]);
  Ref own_timeout = read_slot(t, barrier.timeout);
  gil::Nanos deadline = gil::kForever;
  const bool given = args[1] && !args[1].is_none();
  if (!timeout_deadline(t, given ? args[1] : own_timeout.get(), &deadline)) return Ref();
  BarrierGuard guard(t, barrier, BarrierGuard::Signals::kMayRaise);
  if (!guard) return Ref();
  if (barrier.broken.load(std::memory_order_relaxed)) return raise_broken(t);
  const int64_t index = barrier.count.fetch_add(1, std::memory_order_relaxed);
  if (index + 1 < barrier.parties.load(std::memory_order_relaxed)) {
    return wait_for_others(t, barrier, guard, index, deadline);
  }
  return complete_round(t, barrier) ? make_int(t, index) : Ref();
}

// --- reset, abort

Ref barrier_reset(Thread& t, Args args) {
  BarrierObject& barrier = barrier_of(args[0]);
  BarrierGuard guard(t, barrier, BarrierGuard::Signals::kMayRaise);
  if (!guard) return Ref();
  end_round(t, barrier, Outcome::kBroken);
  barrier.broken.store(false, std::memory_order_relaxed);
  return Ref::none();
}

Ref barrier_abort(Thread& t, Args args) {
  BarrierObject& barrier = barrier_of(args[0]);
  BarrierGuard guard(t, barrier, BarrierGuard::Signals::kMayRaise);
  if (!guard) return Ref();
  break_barrier(t, barrier);
  return Ref::none();
}

// --- attributes

Ref get_parties(Thread& t, Value self) {
  return make_int(t, barrier_of(self).parties.load(std::memory_order_relaxed));
}
Ref get_n_waiting(Thread& t, Value self) {
  return make_int(t, barrier_of(self).count.load(std::memory_order_relaxed));
}
Ref get_broken(Thread&, Value self) {
  return Ref::boolean(barrier_of(self).broken.load(std::memory_order_relaxed));
}

// --- making, showing

bool barrier_init(Thread& t, Value self, CallArgs given) {
  Value v[3];
  GILT_TRY(bind_arguments(t, "Barrier.__init__", "(parties, action=None, timeout=None)", given, v));
  Truth too_few = GILT_TRY(compare_truth(t, v[0], Value::small_int(1), CompareOp::kLt));
  if (too_few.yes()) return raise(t, Exc::kValueError, "parties must be > 0");
  const int64_t parties = GILT_TRY(int_argument(t, v[0])).get();
  auto keep = [&t](Slot& slot, Value value) {
    assign_slot(t, slot, value && !value.is_none() ? Ref::copy(t, value) : Ref());
  };
  BarrierObject& barrier = barrier_of(self);
  barrier.parties.store(parties, std::memory_order_relaxed);
  keep(barrier.action, v[1]);
  keep(barrier.timeout, v[2]);
  return true;
}

void barrier_finalize(Thread& t, Object* object) {
  auto* barrier = static_cast<BarrierObject*>(object);
  for (Slot* slot : {&barrier->action, &barrier->timeout}) assign_slot(t, *slot, Ref());
  finalize_sync_object(t, object);
}

void barrier_traverse(Object* object, Visitor visit, void* arg) {
  auto* barrier = static_cast<BarrierObject*>(object);
  for (const Slot* slot : {&barrier->action, &barrier->timeout}) {
    if (Value v = slot->load()) visit(v, arg);
  }
  traverse_sync_object(object, visit, arg);
}

Ref barrier_repr(Thread& t, Value self) {
  const BarrierObject& barrier = barrier_of(self);
  const std::string name = sync_object_name(t, self);
  if (barrier.broken.load(std::memory_order_relaxed)) {
    return make_str(t, fmt::format("<{}: broken>", name));
  }
  return make_str(
      t, fmt::format("<{}: waiters={}/{}>", name, barrier.count.load(std::memory_order_relaxed),
                     barrier.parties.load(std::memory_order_relaxed)));
}

constexpr MethodRow kMethods[] = {
    method<"wait", barrier_wait>(
        "(timeout=None)",
        "Wait until all parties wait, then go on together.\n\nThe result is a number from 0 to "
        "parties-1, "
        "another one for each thread. One\nthread calls the action before they go on. With a "
        "timeout, in "
        "seconds, the\nbarrier breaks when the others do not come in time."),
    method<"reset", barrier_reset>("()",
                                   "Empty the barrier: threads that wait get BrokenBarrierError, "
                                   "and a broken\nbarrier is whole "
                                   "again."),
    method<"abort", barrier_abort>(
        "()",
        "Break the barrier: threads that wait, and those that come, get\nBrokenBarrierError."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"parties", get_parties>("How many threads have to come."),
    attribute<"n_waiting", get_n_waiting>("How many threads wait."),
    attribute<"broken", get_broken>("True when the barrier is broken."),
};

}  // namespace

void init_barrier_type(Thread& t, Type& type) {
  set_up_sync_type<BarrierObject>(
      type,
      "A place where a fixed number of threads wait for each other.\n\nwait() blocks until as many "
      "threads as there are parties have called it.\nThe barrier can be used again.");
  type.slots.init = barrier_init;
  type.slots.finalize = barrier_finalize;
  type.slots.traverse = barrier_traverse;
  type.slots.repr = barrier_repr;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
