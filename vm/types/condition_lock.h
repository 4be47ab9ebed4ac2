// ConditionLock: what a Condition does with its lock, whatever kind of lock that is.
//
// Thread-safety: belongs to one call in one thread. Source: CPython 3.14 Lib/threading.py
// (Condition).
#pragma once

#include <cstdint>

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

class ConditionLock {
 public:
  ConditionLock(Thread& t, Ref lock);

  // Does the thread hold it? A lock that cannot tell is tried: if it is free, nobody does.
  Truth owned();
  // Gives up all levels of the lock, and takes them back. An exception may be pending at
  // reacquire() and is again afterwards. False: raised.
  bool release();
  bool reacquire();

  Ref enter();
  Ref exit(Value type, Value value, Value traceback);

 private:
  enum class Kind : uint8_t { kLock, kRLock, kOther };
  bool reacquire_other();

  Thread& t_;
  Ref lock_;
  Kind kind_;
  uint64_t depth_ = 0;  // of an RLock, while it is released
  Ref state_;           // what _release_save() of another lock returned; no value: it has none
};

// May this be the lock of a Condition? AttributeError for the method that it lacks.
bool check_condition_lock(Thread& t, Value lock);

}  // namespace gilt
