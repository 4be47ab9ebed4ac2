// threading.Condition: waiting for a change of what a lock guards.
//
// The lock may be a Lock, an RLock, or anything with acquire() and release(); Lock and RLock are
// used without calls. wait() enlists before it releases the lock, so that no notify() between
// release and sleep is missed, and a notify() that comes together with the timeout counts as a
// notification.
//
// Thread-safety: `waiters` is guarded by the condition's own object lock, not by `lock`.
// Source: CPython 3.14 Lib/threading.py (class Condition).
#pragma once

#include "gil/notify_list.h"
#include "vm/types/instance.h"

namespace gilt {

struct ConditionObject : Instance {
  Slot lock;  // empty until __init__
  gil::NotifyList waiters;
};

}  // namespace gilt
