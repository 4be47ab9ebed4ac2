// threading.Event: a flag that threads wait for.
//
// Thread-safety: `flag` and `waiters` are written under the object's lock; `flag` is read by
// anybody. Source: CPython 3.14 Lib/threading.py (class Event).
#pragma once

#include <atomic>

#include "gil/notify_list.h"
#include "vm/types/instance.h"

namespace gilt {

struct EventObject : Instance {
  std::atomic<bool> flag{false};  // set() releases to is_set() and wait()
  gil::NotifyList waiters;
};

}  // namespace gilt
