#include "vm/types/sync_object.h"
#include "vm/heap.h"

#include <fmt/format.h>

#include "vm/operations.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/type_attributes.h"

namespace gilt {

void finalize_sync_object(Thread& t, Object* object) {
  finalize_attributes(t, static_cast<Instance*>(object)->attributes_);
}

void traverse_sync_object(Object* object, Visitor visit, void* arg) {
  traverse_attributes(static_cast<Instance*>(object)->attributes_, visit, arg);
}

bool timeout_deadline(Thread& t, Value timeout, gil::Nanos* deadline) {
  *deadline = gil::kForever;
  if (!timeout || timeout.is_none()) return true;
  Truth positive = GILT_TRY(compare_truth(t, timeout, Value::small_int(0), CompareOp::kGt));
  *deadline = 0;
  if (positive.no()) return true;
  gil::Nanos length = 0;
  if (!seconds_argument(t, timeout, &length)) return false;
  *deadline = gil::deadline_after(t.host().now(), length);
  return true;
}

bool sleep_until_notified(Thread& t, gil::NotifyTicket& ticket, const gil::NotifyWait& wait) {
  if (wait.deadline == 0) return true;
  gil::WaitResult result;
  return wait_out_signals(t, gil::WaitResult::kInterrupted, &result, [&](gil::Interruptible how) {
    return gil::NotifyList::sleep(t, ticket, {wait.kind, wait.resource, wait.deadline, how});
  });
}

std::string sync_object_name(Thread& t, Value self) {
  Value cls = Value::from(type_of(t, self));
  Ref module = type_module(t, cls);
  if (!module) clear_pending(t);
  Ref qualname = read_slot(t, cls.as<Type>()->qualname);
  return fmt::format("{}.{} at {:#x}", module && is_str(t, module) ? str_view(module) : "?",
                     str_view(qualname), identity(t, self));
}

}  // namespace gilt
