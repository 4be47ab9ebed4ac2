#include "vm/types/lock.h"
#include "vm/heap.h"

#include <fmt/format.h>

#include <cmath>

#include "gil/domain.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/thread_life.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

using gil::LockResult;
using gil::Nanos;

constexpr Nanos kSecond = 1'000'000'000;

// The deadline that acquire(blocking, timeout) asks for; 0 (in the past) tries once.
bool acquire_deadline(Thread& t, Value blocking_argument, Value timeout_argument, Nanos* deadline) {
  bool blocking = true;
  if (blocking_argument) {
    Truth truth = GILT_TRY(is_true(t, blocking_argument));
    blocking = truth.yes();
  }
  Nanos timeout = -kSecond;
  if (timeout_argument && !seconds_argument(t, timeout_argument, &timeout)) return false;
  if (!blocking && timeout != -kSecond) {
    return raise(t, Exc::kValueError, "can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout != -kSecond) {
    return raise(t, Exc::kValueError, "timeout value must be a non-negative number");
  }
  if (!blocking) {
    *deadline = 0;
  } else if (timeout < 0) {
    *deadline = gil::kForever;
  } else {
    *deadline = timeout == 0 ? 0 : gil::deadline_after(t.host().now(), timeout);
  }
  return true;
}

// The lock is taken, or may be.
template <typename LockType>
Ref acquire_until(Thread& t, LockType& self, Nanos deadline) {
  const Nanos begin = self.history.contention != nullptr ? t.host().now() : 0;
  LockResult result;
  bool ok = wait_out_signals(t, LockResult::kInterrupted, &result, [&](gil::Interruptible how) {
    return self.lock.acquire(t, deadline, how);
  });
  if (begin != 0) self.history.note_waited(t.host().now() - begin);
  if (!ok) return Ref();
  return Ref::boolean(result == LockResult::kAcquired);
}

}  // namespace

Ref acquire_lock(Thread& t, LockObject& self, Nanos deadline) {
  if (!self.lock.try_acquire(t)) [[unlikely]] {
    if (deadline == 0) return Ref::boolean(false);
    Ref acquired = GILT_TRY(acquire_until(t, self, deadline));
    if (!acquired.get().is_true()) return acquired;
  }
  self.history.note_acquired(t);
  return Ref::boolean(true);
}

bool release_lock(Thread& t, LockObject& self) {
  if (self.history.contention != nullptr && self.lock.locked()) [[unlikely]] {
    self.history.note_release(t);
  }
  return self.lock.release(t);
}

Ref acquire_rlock(Thread& t, RLockObject& self, Nanos deadline) {
  if (self.lock.acquire(t, 0) != LockResult::kAcquired) {
    if (deadline == 0) return Ref::boolean(false);
    Ref acquired = GILT_TRY(acquire_until(t, self, deadline));
    if (!acquired.get().is_true()) return acquired;
  }
  if (self.lock.depth(t) == 1) self.history.note_acquired(t);
  return Ref::boolean(true);
}

bool release_rlock(Thread& t, RLockObject& self) {
  if (self.lock.depth(t) == 1) self.history.note_release(t);
  return self.lock.release(t);
}

uint64_t release_all_levels(Thread& t, RLockObject& self) {
  if (self.lock.owned_by(t)) self.history.note_release(t);
  return self.lock.release_all(t);
}

void reacquire_all_levels(Thread& t, RLockObject& self, uint64_t depth) {
  const bool waits = self.history.contention != nullptr && self.lock.locked();
  const Nanos begin = waits ? t.host().now() : 0;
  (void)self.lock.reacquire(t, depth);
  if (waits) self.history.note_waited(t.host().now() - begin);
  self.history.note_acquired(t);
}

namespace {

// --- lock

gil::ThreadLock& lock_of(Value self) { return self.as<LockObject>()->lock; }

Ref lock_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_no_keywords(t, "lock", args) || !check_positional(t, "lock", args, 0, 0)) return Ref();
  auto* lock = GILT_TRY(allocate_of_class<LockObject>(t, cls));
  lock->history.note_made(t, lock, "Lock");
  return Ref::take(t, lock);
}

Ref lock_acquire(Thread& t, Args args) {
  Nanos deadline = gil::kForever;
  if ((args[1] || args[2]) && !acquire_deadline(t, args[1], args[2], &deadline)) return Ref();
  return acquire_lock(t, *args[0].as<LockObject>(), deadline);
}

Ref lock_enter(Thread& t, Args args) {
  return acquire_lock(t, *args[0].as<LockObject>(), gil::kForever);
}

Ref lock_release(Thread& t, Args args) {
  if (release_lock(t, *args[0].as<LockObject>())) [[likely]]
    return Ref::none();
  return raise(t, Exc::kRuntimeError, "release unlocked lock");
}

Ref lock_locked(Thread&, Args args) { return Ref::boolean(lock_of(args[0]).locked()); }

Ref lock_repr(Thread& t, Value self) {
  return make_str(
      t, fmt::format("<{} {} object at {:#x}>", lock_of(self).locked() ? "locked" : "unlocked",
                     type_of(t, self)->native_name, identity(t, self)));
}

constexpr char kAcquireDoc[] =
    "Lock the lock.  Without argument, this blocks if the lock is already\nlocked (even by the "
    "same "
    "thread), waiting for another thread to release\nthe lock, and return True once the lock is "
    "acquired.\nWith an argument, this will only block if the argument is true,\nand the return "
    "value "
    "reflects whether the lock is acquired.\nThe blocking operation is interruptible.";
constexpr char kReleaseDoc[] =
    "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire "
    "the "
    "lock.  The lock must be in the locked state,\nbut it needn't be locked by the same thread "
    "that "
    "unlocks it.";

constexpr MethodRow kLockMethods[] = {
    method<"acquire", lock_acquire>("(blocking=True, timeout=-1)", kAcquireDoc),
    method<"acquire_lock", lock_acquire>("(blocking=True, timeout=-1)",
                                         "An obsolete synonym of acquire()."),
    method<"release", lock_release>("()", kReleaseDoc),
    method<"release_lock", lock_release>("()", "An obsolete synonym of release()."),
    method<"locked", lock_locked>("()", "Return whether the lock is in the locked state."),
    method<"locked_lock", lock_locked>("()", "An obsolete synonym of locked()."),
    method<"__enter__", lock_enter>("()", "Lock the lock."),
    method<"__exit__", lock_release>("(exc_type=None, exc_value=None, exc_tb=None, /)",
                                     "Release the lock."),
};

// --- RLock

gil::RecursiveMutex& rlock_of(Value self) { return self.as<RLockObject>()->lock; }

Ref rlock_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_no_keywords(t, "RLock", args) || !check_positional(t, "RLock", args, 0, 0))
    return Ref();
  auto* lock = GILT_TRY(allocate_of_class<RLockObject>(t, cls));
  lock->history.note_made(t, lock, "RLock");
  return Ref::take(t, lock);
}

Ref rlock_acquire(Thread& t, Args args) {
  Nanos deadline = gil::kForever;
  if ((args[1] || args[2]) && !acquire_deadline(t, args[1], args[2], &deadline)) return Ref();
  return acquire_rlock(t, *args[0].as<RLockObject>(), deadline);
}

Ref rlock_enter(Thread& t, Args args) {
  return acquire_rlock(t, *args[0].as<RLockObject>(), gil::kForever);
}

Ref rlock_release(Thread& t, Args args) {
  if (release_rlock(t, *args[0].as<RLockObject>())) [[likely]]
    return Ref::none();
  return raise(t, Exc::kRuntimeError, "cannot release un-acquired lock");
}

Ref rlock_locked(Thread&, Args args) { return Ref::boolean(rlock_of(args[0]).locked()); }

Ref rlock_is_owned(Thread& t, Args args) { return Ref::boolean(rlock_of(args[0]).owned_by(t)); }

Ref rlock_recursion_count(Thread& t, Args args) {
  return make_int_from_unsigned(t, rlock_of(args[0]).depth(t));
}

Ref rlock_release_save(Thread& t, Args args) {
  const uint64_t depth = release_all_levels(t, *args[0].as<RLockObject>());
  if (depth == 0) return raise(t, Exc::kRuntimeError, "cannot release un-acquired lock");
  return make_tuple(t, {Value::small_int(static_cast<int64_t>(depth)),
                        Value::small_int(static_cast<int64_t>(t.ident))});
}

Ref rlock_acquire_restore(Thread& t, Args args) {
  if (!is_instance_of(t, args[1], Type::kTuple) || args[1].as<TupleObject>()->size != 2 ||
      !(*args[1].as<TupleObject>())[0].is_small_int()) {
    return raise(t, Exc::kTypeError, "_acquire_restore() argument 1 must be 2-item tuple");
  }
  const int64_t depth = (*args[1].as<TupleObject>())[0].small_int();
  reacquire_all_levels(t, *args[0].as<RLockObject>(), static_cast<uint64_t>(depth));
  return Ref::none();
}

Ref rlock_repr(Thread& t, Value self) {
  const uint32_t holder = rlock_of(self).holder();
  return make_str(t, fmt::format("<{} {} object owner={} count={} at {:#x}>",
                                 holder != 0 ? "locked" : "unlocked", type_of(t, self)->native_name,
                                 ident_of(holder), rlock_of(self).depth(t), identity(t, self)));
}

constexpr MethodRow kRLockMethods[] = {
    method<"acquire", rlock_acquire>("(blocking=True, timeout=-1)", kAcquireDoc),
    method<"release", rlock_release>("()", kReleaseDoc),
    method<"locked", rlock_locked>(
        "()", "Return a boolean indicating whether this object is locked right now."),
    method<"__enter__", rlock_enter>("()", "Lock the lock."),
    method<"__exit__", rlock_release>("(exc_type=None, exc_value=None, exc_tb=None, /)",
                                      "Release the lock."),
    method<"_is_owned", rlock_is_owned>("()", "For internal use by `threading.Condition`."),
    method<"_recursion_count", rlock_recursion_count>(
        "()", "For internal use by reentrancy checks in threading.Condition."),
    method<"_release_save", rlock_release_save>("()", "For internal use by `threading.Condition`."),
    method<"_acquire_restore", rlock_acquire_restore>("(state, /)",
                                                      "For internal use by `threading.Condition`."),
};

// Locks own no references.
template <typename LockType>
void finalize_lock(Thread& t, Object* object) {
  static_cast<LockType*>(object)->history.close_books(t);
}

}  // namespace

void LockHistory::open_books(Thread& t, const Object* lock, const char* kind) {
  std::string file = made.known() ? std::string(str_view(made.file())) : std::string();
  contention = t.runtime.contention->add({kind, std::move(file), made.line()}, lock);
}

void LockHistory::close_books(Thread& t) {
  if (contention != nullptr) t.runtime.contention->retire(contention);
}

Ref make_lock(Thread& t) { return lock_construct(t, types(t).lock, {}); }

bool seconds_argument(Thread& t, Value v, Nanos* out) {
  double d = 0;
  if (type_of(t, v)->has(Type::kFloat)) {
    if (!to_double(t, v, &d)) return false;
    if (std::isnan(d)) return raise(t, Exc::kValueError, "Invalid value NaN (not a number)");
    d = std::ceil(d * 1e9);
    if (!(d > -0x1p63 && d < 0x1p63)) {
      return raise(t, Exc::kOverflowError, "timestamp out of range for platform time_t");
    }
    *out = static_cast<Nanos>(d);
    return true;
  }
  Ref index = GILT_TRY(to_index(t, v));
  int64_t seconds = 0;
  if (!int_fits_int64(index, &seconds) || __builtin_mul_overflow(seconds, kSecond, out)) {
    return raise(t, Exc::kOverflowError, "timestamp too large to convert to C PyTime_t");
  }
  return true;
}

void init_lock_type(Thread& t, Type& type) {
  type.doc =
      "A lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().";
  type.instance_size = sizeof(LockObject);
  type.slots.construct = lock_construct;
  type.slots.repr = lock_repr;
  type.slots.finalize = finalize_lock<LockObject>;
  type.slots.traverse = traverse_nothing;
  add_methods(t, type, kLockMethods);
}

void init_rlock_type(Thread& t, Type& type) {
  type.doc = "Reentrant lock: the thread that holds it may acquire it again.";
  type.instance_size = sizeof(RLockObject);
  type.flags_bits.fetch_or(Type::kSubclassable, std::memory_order_relaxed);
  type.slots.construct = rlock_construct;
  type.slots.repr = rlock_repr;
  type.slots.finalize = finalize_lock<RLockObject>;
  type.slots.traverse = traverse_nothing;
  add_methods(t, type, kRLockMethods);
}

}  // namespace gilt
