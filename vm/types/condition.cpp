#include "vm/types/condition.h"

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/deprecation.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/condition_lock.h"
#include "vm/types/float.h"
#include "vm/types/str.h"
#include "vm/types/sync_object.h"

namespace gilt {
namespace {

constexpr double kNanosPerSecond = 1e9;

ConditionObject& condition_of(Value self) { return *self.as<ConditionObject>(); }

Ref lock_of(Thread& t, Value self) {
  Ref lock = read_slot(t, condition_of(self).lock);
  if (lock) return lock;
  return raise(t, Exc::kAttributeError,
               fmt::format("'{}' object has no attribute '_lock'", type_name(t, self)));
}

// The lock, which the thread must hold to `act` ("wait", "notify").
Ref owned_lock(Thread& t, Value self, const char* act) {
  Ref lock = GILT_TRY(lock_of(t, self));
  Truth owned = GILT_TRY(ConditionLock(t, lock.duplicate()).owned());
  if (owned.yes()) return lock;
  return raise(t, Exc::kRuntimeError, fmt::format("cannot {} on un-acquired lock", act));
}

// --- wait

// Takes the ticket back; a notification that comes to a thread that raises goes to the next one.
bool end_wait(Thread& t, ConditionObject& condition, gil::NotifyTicket& ticket, bool raised) {
  gil::CriticalSection section(t, condition.mutex);
  const bool notified = !condition.waiters.withdraw(ticket);
  if (raised && notified) condition.waiters.notify(t, 1);
  return notified;
}

// `lock` is held, and is again afterwards.
Ref wait_with(Thread& t, ConditionObject& condition, ConditionLock& lock, gil::Nanos deadline) {
  gil::NotifyTicket ticket;
  {
    gil::CriticalSection section(t, condition.mutex);
    condition.waiters.enlist(ticket);
  }
  if (!lock.release()) {
    end_wait(t, condition, ticket, true);
    return Ref();
  }
  bool ok = sleep_until_notified(t, ticket, {gil::WaitKind::kCondition, &condition, deadline});
  const bool notified = end_wait(t, condition, ticket, !ok);
  ok = lock.reacquire() && ok;
  return ok ? Ref::boolean(notified) : Ref();
}

Ref condition_wait(Thread& t, Args args) {
  ConditionLock lock(t, GILT_TRY(owned_lock(t, args[0], "wait")));
  gil::Nanos deadline = gil::kForever;
  if (!timeout_deadline(t, args[1], &deadline)) return Ref();
  return wait_with(t, condition_of(args[0]), lock, deadline);
}

// What wait_for() does between two looks at the predicate. A subclass may have a wait() of its own.
bool wait_again(Thread& t, Value self, gil::Nanos deadline) {
  if (type_of(t, self) == types(t).condition) {
    ConditionLock lock(t, GILT_TRY(owned_lock(t, self, "wait")));
    return static_cast<bool>(wait_with(t, condition_of(self), lock, deadline));
  }
  Ref timeout = Ref::none();
  if (deadline != gil::kForever) {
    timeout =
        GILT_TRY(make_float(t, static_cast<double>(deadline - t.host().now()) / kNanosPerSecond));
  }
  return static_cast<bool>(call_method(t, self, "wait", {timeout}));
}

Ref condition_wait_for(Thread& t, Args args) {
  gil::Nanos deadline = gil::kForever;
  for (bool first = true;; first = false) {
    Ref result = GILT_TRY(call(t, args[1]));
    Truth truth = GILT_TRY(is_true(t, result));
    if (truth.yes()) return result;
    if (first && !timeout_deadline(t, args[2], &deadline)) return Ref();
    if (!first && deadline != gil::kForever && deadline <= t.host().now()) return result;
    if (!wait_again(t, args[0], deadline)) return Ref();
  }
}

// --- notify

Ref notify_some(Thread& t, Value self, size_t n) {
  Ref lock = GILT_TRY(owned_lock(t, self, "notify"));
  gil::CriticalSection section(t, condition_of(self).mutex);
  condition_of(self).waiters.notify(t, n);
  return Ref::none();
}

Ref condition_notify(Thread& t, Args args) {
  Size n = args[1] ? int_argument(t, args[1]) : Size(1);
  if (n.failed()) return Ref();
  return notify_some(t, args[0], n.get() > 0 ? static_cast<size_t>(n.get()) : 0);
}

Ref condition_notify_all(Thread& t, Args args) { return notify_some(t, args[0], SIZE_MAX); }

// --- the lock

Ref condition_enter(Thread& t, Args args) {
  return ConditionLock(t, GILT_TRY(lock_of(t, args[0]))).enter();
}

Ref condition_exit(Thread& t, Args args) {
  auto or_none = [](Value v) { return v ? v : Value::none(); };
  return ConditionLock(t, GILT_TRY(lock_of(t, args[0])))
      .exit(or_none(args[1]), or_none(args[2]), or_none(args[3]));
}

Ref condition_is_owned(Thread& t, Args args) {
  Truth owned = GILT_TRY(ConditionLock(t, GILT_TRY(lock_of(t, args[0]))).owned());
  return Ref::boolean(owned.yes());
}

// The lock's own methods, as attributes of the condition.
template <FixedString Name>
Ref method_of_lock(Thread& t, Value self) {
  Ref lock = GILT_TRY(lock_of(t, self));
  return get_attr(t, lock, Name.text);
}

Ref get_lock(Thread& t, Value self) { return lock_of(t, self); }

// --- making, showing

bool condition_init(Thread& t, Value self, CallArgs given) {
  Value v[1];
  GILT_TRY(bind_arguments(t, "Condition.__init__", "(lock=None)", given, v));
  Ref lock =
      v[0] && !v[0].is_none() ? Ref::copy(t, v[0]) : GILT_TRY(call(t, Value::from(types(t).rlock)));
  if (!check_condition_lock(t, lock)) return false;
  assign_slot(t, condition_of(self).lock, std::move(lock));
  return true;
}

void condition_finalize(Thread& t, Object* object) {
  assign_slot(t, static_cast<ConditionObject*>(object)->lock, Ref());
  finalize_sync_object(t, object);
}

void condition_traverse(Object* object, Visitor visit, void* arg) {
  if (Value lock = static_cast<ConditionObject*>(object)->lock.load()) visit(lock, arg);
  traverse_sync_object(object, visit, arg);
}

Ref condition_repr(Thread& t, Value self) {
  Ref lock = GILT_TRY(lock_of(t, self));
  Ref text = GILT_TRY(to_str(t, lock));
  gil::CriticalSection section(t, condition_of(self).mutex);
  return make_str(
      t, fmt::format("<Condition({}, {})>", str_view(text), condition_of(self).waiters.size()));
}

constexpr MethodRow kMethods[] = {
    method<"wait", condition_wait>(
        "(timeout=None)",
        "Release the lock, sleep until notified, and acquire the lock again.\n\nWith a timeout, in "
        "seconds, sleep no longer than that; the result says\nwhether a notification came. "
        "RuntimeError "
        "if the lock is not held."),
    method<"wait_for", condition_wait_for>(
        "(predicate, timeout=None)",
        "Wait until predicate(), which is called with the lock held, is true.\n\nThe result is the "
        "predicate's last one: false if the time was up."),
    method<"notify", condition_notify>(
        "(n=1)",
        "Wake up to n of the threads that wait, those first that came first.\n\nThe lock must be "
        "held; they go on when it is released."),
    method<"notify_all", condition_notify_all>("()", "Wake all threads that wait."),
    method<"notifyAll", deprecated<"notifyAll", "use notify_all()", condition_notify_all>>(
        "()", "Deprecated: use notify_all() instead."),
    method<"__enter__", condition_enter>("()", "Acquire the lock."),
    method<"__exit__", condition_exit>("(exc_type=None, exc_value=None, exc_tb=None, /)",
                                       "Release the lock."),
    method<"_is_owned", condition_is_owned>("()", "Does the calling thread hold the lock?"),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"acquire", method_of_lock<"acquire">>("The lock's acquire()."),
    attribute<"release", method_of_lock<"release">>("The lock's release()."),
    attribute<"locked", method_of_lock<"locked">>("The lock's locked()."),
    attribute<"_lock", get_lock>("The lock."),
};

}  // namespace

void init_condition_type(Thread& t, Type& type) {
  set_up_sync_type<ConditionObject>(
      type,
      "A condition that threads wait for, with the lock that guards it.\n\nThe lock is an RLock "
      "unless another is given. wait() releases it while the\nthread sleeps, notify() wakes "
      "threads that wait.");
  type.slots.init = condition_init;
  type.slots.finalize = condition_finalize;
  type.slots.traverse = condition_traverse;
  type.slots.repr = condition_repr;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
