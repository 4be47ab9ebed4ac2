#include "vm/types/condition_lock.h"

#include "vm/operations.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

// The bound method; null, with nothing pending, when the lock has none.
Ref method_of(Thread& t, Value lock, std::string_view name) {
  Ref interned = GILT_TRY(intern(t, name));
  return get_attr_or_null(t, lock, interned);
}

}  // namespace

bool check_condition_lock(Thread& t, Value lock) {
  Type* type = type_of(t, lock);
  if (type == types(t).lock || type == types(t).rlock) return true;
  return get_attr(t, lock, "acquire") && get_attr(t, lock, "release");
}

ConditionLock::ConditionLock(Thread& t, Ref lock) : t_(t), lock_(std::move(lock)) {
  Type* type = type_of(t, lock_);
  kind_ = type == types(t).lock    ? Kind::kLock
          : type == types(t).rlock ? Kind::kRLock
                                   : Kind::kOther;
}

Truth ConditionLock::owned() {
  if (kind_ == Kind::kLock) return lock_.as<LockObject>()->lock.locked();
  if (kind_ == Kind::kRLock) return lock_.as<RLockObject>()->lock.owned_by(t_);
  Ref asks = method_of(t_, lock_, "_is_owned");
  if (!asks && pending(t_)) return Truth();
  if (asks) {
    Ref answer = GILT_TRY(call(t_, asks));
    return is_true(t_, answer);
  }
  Ref taken = GILT_TRY(call_method(t_, lock_, "acquire", {Value::boolean(false)}));
  Truth was_free = GILT_TRY(is_true(t_, taken));
  if (was_free.no()) return true;
  Ref released = GILT_TRY(call_method(t_, lock_, "release", {}));
  return false;
}

bool ConditionLock::release() {
  if (kind_ == Kind::kLock) {
    if (release_lock(t_, *lock_.as<LockObject>())) return true;
    return raise(t_, Exc::kRuntimeError, "release unlocked lock");
  }
  if (kind_ == Kind::kRLock) {
    depth_ = release_all_levels(t_, *lock_.as<RLockObject>());
    if (depth_ != 0) return true;
    return raise(t_, Exc::kRuntimeError, "cannot release un-acquired lock");
  }
  Ref saves = method_of(t_, lock_, "_release_save");
  if (!saves && pending(t_)) return false;
  if (saves) {
    state_ = call(t_, saves);
    return static_cast<bool>(state_);
  }
  Ref released = call_method(t_, lock_, "release", {});
  return static_cast<bool>(released);
}

bool ConditionLock::reacquire() {
  if (kind_ == Kind::kRLock) {
    reacquire_all_levels(t_, *lock_.as<RLockObject>(), depth_);
    return true;
  }
  Ref earlier = pending(t_) ? take_pending(t_) : Ref();
  const bool ok = kind_ == Kind::kLock
                      ? static_cast<bool>(acquire_lock(t_, *lock_.as<LockObject>()))
                      : reacquire_other();
  if (ok && earlier) set_pending(t_, std::move(earlier));
  return ok;
}

bool ConditionLock::reacquire_other() {
  Ref done = state_ ? call_method(t_, lock_, "_acquire_restore", {state_})
                    : call_method(t_, lock_, "acquire", {});
  return static_cast<bool>(done);
}

Ref ConditionLock::enter() {
  if (kind_ == Kind::kOther) return call_method(t_, lock_, "__enter__", {});
  if (kind_ == Kind::kLock) return acquire_lock(t_, *lock_.as<LockObject>());
  return acquire_rlock(t_, *lock_.as<RLockObject>());
}

Ref ConditionLock::exit(Value type, Value value, Value traceback) {
  if (kind_ == Kind::kOther) return call_method(t_, lock_, "__exit__", {type, value, traceback});
  if (kind_ == Kind::kLock) return release() ? Ref::none() : Ref();
  if (release_rlock(t_, *lock_.as<RLockObject>())) return Ref::none();
  return raise(t_, Exc::kRuntimeError, "cannot release un-acquired lock");
}

}  // namespace gilt
