#include "vm/types/event.h"

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/deprecation.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/str.h"
#include "vm/types/sync_object.h"

namespace gilt {
namespace {

EventObject& event_of(Value self) { return *self.as<EventObject>(); }

bool event_init(Thread& t, Value self, CallArgs args) {
  Value none[1];
  if (!bind_arguments(t, "Event.__init__", "()", args, none)) return false;
  event_of(self).flag.store(false, std::memory_order_release);
  return true;
}

Ref event_is_set(Thread&, Args args) {
  return Ref::boolean(event_of(args[0]).flag.load(std::memory_order_acquire));
}

Ref event_set(Thread& t, Args args) {
  EventObject& event = event_of(args[0]);
  event.flag.store(true, std::memory_order_release);
  event.waiters.notify_all(t);
  return Ref::none();
}

Ref event_clear(Thread&, Args args) {
  event_of(args[0]).flag.store(false, std::memory_order_release);
  return Ref::none();
}

// True for a thread that set() has found waiting, even if the event was cleared since.
Ref event_wait(Thread& t, Args args) {
  EventObject& event = event_of(args[0]);
  if (event.flag.load(std::memory_order_acquire)) return Ref::boolean(true);
  gil::Nanos deadline = 0;
  if (!timeout_deadline(t, args[1], &deadline)) return Ref();
  gil::NotifyTicket ticket;
  {
    gil::CriticalSection section(t, event.mutex);
    if (event.flag.load(std::memory_order_relaxed)) return Ref::boolean(true);
    event.waiters.enlist(ticket);
  }
  const bool ok = sleep_until_notified(t, ticket, {gil::WaitKind::kEvent, &event, deadline});
  gil::CriticalSection section(t, event.mutex);
  const bool notified = !event.waiters.withdraw(ticket);
  return ok ? Ref::boolean(notified) : Ref();
}

Ref event_repr(Thread& t, Value self) {
  const bool set = event_of(self).flag.load(std::memory_order_relaxed);
  return make_str(t, fmt::format("<{}: {}>", sync_object_name(t, self), set ? "set" : "unset"));
}

Ref get_flag(Thread&, Value self) {
  return Ref::boolean(event_of(self).flag.load(std::memory_order_acquire));
}

constexpr MethodRow kMethods[] = {
    method<"is_set", event_is_set>("()", "Return true if and only if the internal flag is true."),
    method<"isSet", deprecated<"isSet", "use is_set()", event_is_set>>(
        "()", "Deprecated: use is_set() instead."),
    method<"set", event_set, Locks::kSelf>(
        "()", "Set the internal flag to true and wake all threads that wait for it."),
    method<"clear", event_clear, Locks::kSelf>(
        "()", "Reset the internal flag to false: wait() blocks from now on."),
    method<"wait", event_wait>("(timeout=None)",
                               "Block until the internal flag is true.\n\nReturn at once if it is. "
                               "With a timeout, in seconds, "
                               "give up after that\ntime. The result says whether the flag was "
                               "true, or was set meanwhile."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"_flag", get_flag>("The internal flag."),
};

}  // namespace

void init_event_type(Thread& t, Type& type) {
  set_up_sync_type<EventObject>(
      type,
      "A flag that threads can wait for.\n\nset() makes it true and wakes those who wait, clear() "
      "makes it false again.\nIt is false at first.");
  type.slots.init = event_init;
  type.slots.repr = event_repr;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
