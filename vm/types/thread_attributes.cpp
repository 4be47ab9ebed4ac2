#include "vm/types/thread_attributes.h"

#include <fmt/format.h>

#include <string>

#include "gil/critical_section.h"
#include "vm/deprecation.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- attributes

Ref get_name(Thread& t, Value self) {
  if (!thread_asserted(t, self)) return Ref();
  return read_slot(t, thread_of(self)->name);
}
bool set_name(Thread& t, Value self, Value value) {
  if (!thread_asserted(t, self)) return false;
  if (!value)
    return raise(t, Exc::kAttributeError, "property 'name' of 'Thread' object has no deleter");
  Ref text = GILT_TRY(to_str(t, value));
  assign_slot(t, thread_of(self)->name, std::move(text));
  return true;
}

Ref get_ident(Thread& t, Value self) {
  if (!thread_asserted(t, self)) return Ref();
  const uint64_t ident = thread_of(self)->ident.load(std::memory_order_relaxed);
  return ident == 0 ? Ref::none() : make_int_from_unsigned(t, ident);
}

Ref get_native_id(Thread& t, Value self) {
  if (!thread_asserted(t, self)) return Ref();
  const uint64_t id = thread_of(self)->native_id.load(std::memory_order_relaxed);
  return id == 0 ? Ref::none() : make_int_from_unsigned(t, id);
}

Ref get_daemon(Thread& t, Value self) {
  if (!thread_asserted(t, self)) return Ref();
  return Ref::boolean(thread_of(self)->daemon.load(std::memory_order_relaxed));
}
bool set_daemon(Thread& t, Value self, Value value) {
  if (!thread_initialised(t, self)) return false;
  if (!value)
    return raise(t, Exc::kAttributeError, "property 'daemon' of 'Thread' object has no deleter");
  if (thread_of(self)->state.load(std::memory_order_relaxed) != ThreadObject::State::kInitial) {
    return raise(t, Exc::kRuntimeError, "cannot set daemon status of active thread");
  }
  Truth truth = GILT_TRY(is_true(t, value));
  thread_of(self)->daemon.store(truth.yes(), std::memory_order_relaxed);
  return true;
}

// The getters and setters of old.
Ref old_get_name(Thread& t, Args args) { return get_name(t, args[0]); }
Ref old_set_name(Thread& t, Args args) {
  return set_name(t, args[0], args[1]) ? Ref::none() : Ref();
}
Ref old_is_daemon(Thread& t, Args args) { return get_daemon(t, args[0]); }
Ref old_set_daemon(Thread& t, Args args) {
  return set_daemon(t, args[0], args[1]) ? Ref::none() : Ref();
}

// --- _target, _args, _kwargs: for subclasses with a run() of their own

Slot& slot_of(Value self, ThreadField field) {
  ThreadObject* thread = thread_of(self);
  if (field == ThreadField::kTarget) return thread->target;
  return field == ThreadField::kArgs ? thread->args : thread->kwargs;
}

template <ThreadField Field>
bool set_field(Thread& t, Value self, Value value) {
  if (!value && !thread_field(t, self, Field)) return false;
  assign_slot(t, slot_of(self, Field), value ? Ref::copy(t, value) : Ref());
  return true;
}

Ref get_target(Thread& t, Value self) { return thread_field(t, self, ThreadField::kTarget); }

Ref get_args(Thread& t, Value self) {
  Ref args = thread_field(t, self, ThreadField::kArgs);
  return args && args.get().is_none() ? empty_tuple(t) : std::move(args);
}

// A dict that was not given is made when somebody asks for it.
Ref get_kwargs(Thread& t, Value self) {
  Ref kwargs = thread_field(t, self, ThreadField::kKwargs);
  if (!kwargs || !kwargs.get().is_none()) return kwargs;
  Ref fresh = GILT_TRY(empty_dict(t));
  gil::CriticalSection section(t, self.object()->mutex);
  Slot& slot = thread_of(self)->kwargs;
  if (!slot.load().is_none()) return thread_field(t, self, ThreadField::kKwargs);
  assign_slot(t, slot, fresh.duplicate());
  return fresh;
}

constexpr MethodRow kMethods[] = {
    method<"getName", deprecated<"getName", "get the name attribute", old_get_name>>(
        "()", "Deprecated: use the name attribute instead."),
    method<"setName", deprecated<"setName", "set the name attribute", old_set_name>>(
        "(name)", "Deprecated: use the name attribute instead."),
    method<"isDaemon", deprecated<"isDaemon", "get the daemon attribute", old_is_daemon>>(
        "()", "Deprecated: use the daemon attribute instead."),
    method<"setDaemon", deprecated<"setDaemon", "set the daemon attribute", old_set_daemon>>(
        "(daemonic)", "Deprecated: use the daemon attribute instead."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"name", get_name, set_name>("A string used for identification purposes only."),
    attribute<"ident", get_ident>(
        "Thread identifier of this thread or None if it has not been started."),
    attribute<"native_id", get_native_id>("Native integral thread ID of this thread, or None."),
    attribute<"daemon", get_daemon, set_daemon>("Whether this thread is a daemon thread."),
    attribute<"_name", get_name, set_name>("The name."),
    attribute<"_daemonic", get_daemon, set_daemon>("Whether this thread is a daemon thread."),
    attribute<"_target", get_target, set_field<ThreadField::kTarget>>("What run() calls."),
    attribute<"_args", get_args, set_field<ThreadField::kArgs>>("With these arguments."),
    attribute<"_kwargs", get_kwargs, set_field<ThreadField::kKwargs>>(
        "And these keyword arguments."),
};

}  // namespace

bool thread_initialised(Thread& t, Value self, const char* message, Exc error) {
  const auto state = thread_of(self)->state.load(std::memory_order_relaxed);
  return state != ThreadObject::State::kUninitialised || raise(t, error, message);
}

bool thread_asserted(Thread& t, Value self, const char* message) {
  return thread_initialised(t, self, message, Exc::kAssertionError);
}

Ref thread_field(Thread& t, Value self, ThreadField field) {
  Ref value = read_slot(t, slot_of(self, field));
  if (value) return value;
  constexpr const char* kNames[] = {"_target", "_args", "_kwargs"};
  Ref name = GILT_TRY(intern(t, kNames[static_cast<size_t>(field)]));
  return raise_attribute_error(
      t, self, name,
      fmt::format("'{}' object has no attribute '{}'", type_name(t, self), str_view(name)));
}

Ref thread_repr(Thread& t, Value self) {
  if (!thread_asserted(t, self, "Thread.__init__() was not called")) return Ref();
  ThreadObject* thread = thread_of(self);
  std::string status = !thread_started(self) ? "initial"
                       : thread_alive(self)  ? "started"
                                             : "stopped";
  if (thread->daemon.load(std::memory_order_relaxed)) status += " daemon";
  const uint64_t ident = thread->ident.load(std::memory_order_relaxed);
  if (ident != 0) status += fmt::format(" {}", ident);
  Ref name = read_slot(t, thread->name);
  return make_str(t, fmt::format("<{}({}, {})>", type_name(t, self), str_view(name), status));
}

void add_thread_attributes(Thread& t, Type& type) {
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
