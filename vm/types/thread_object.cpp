#include "vm/types/thread_object.h"

#include <fmt/format.h>

#include <cstring>
#include <new>
#include <string>

#include "gil/domain.h"
#include "vm/call.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/thread_life.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/thread_attributes.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

using State = ThreadObject::State;

// --- making

ThreadObject* allocate_thread_object(Thread& t, Type* cls) {
  const size_t extra = cls->instance_size - sizeof(ThreadObject);
  auto* thread = GILT_TRY(allocate<ThreadObject>(t, cls, cls->instance_layout, extra));
  std::memset(static_cast<void*>(thread + 1), 0, extra);
  thread->end = std::make_shared<ThreadEnd>();
  return thread;
}

Ref thread_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_thread_object(t, cls)));
}

void thread_finalize(Thread& t, Object* object) {
  auto* thread = static_cast<ThreadObject*>(object);
  for (Slot* slot : {&thread->name, &thread->target, &thread->args, &thread->kwargs}) {
    assign_slot(t, *slot, Ref());
  }
  thread->end.~shared_ptr();
  finalize_attributes(t, thread->attributes_);
}

void thread_traverse(Object* object, Visitor visit, void* arg) {
  auto* thread = static_cast<ThreadObject*>(object);
  for (const Slot* slot : {&thread->name, &thread->target, &thread->args, &thread->kwargs}) {
    if (Value v = slot->load()) visit(v, arg);
  }
  traverse_attributes(thread->attributes_, visit, arg);
}

// "Thread-1", or "Thread-1 (work)" after the target's __name__.
Ref fresh_name(Thread& t, Value target) {
  const uint64_t number = t.runtime.thread_names.fetch_add(1, std::memory_order_relaxed) + 1;
  std::string name = fmt::format("Thread-{}", number);
  if (target) {
    Ref target_name = get_attr(t, target, names(t).name);
    if (!target_name && !clear_if(t, Exc::kAttributeError)) return Ref();
    if (target_name) {
      Ref text = GILT_TRY(to_str(t, target_name));
      name += fmt::format(" ({})", str_view(text));
    }
  }
  return make_str(t, name);
}

// What was given; None for what was not.
void set_argument(Thread& t, Slot& slot, Value v) {
  assign_slot(t, slot, v ? Ref::copy(t, v) : Ref::none());
}

bool thread_init(Thread& t, Value self, CallArgs given) {
  enum { kGroup, kTarget, kName, kArgs, kKwargs, kDaemon, kContext, kCount };
  Value v[kCount];
  GILT_TRY(bind_arguments(
      t, "Thread.__init__",
      "(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None)",
      given, v));
  if (v[kGroup] && !v[kGroup].is_none()) {
    return raise(t, Exc::kAssertionError, "group argument must be None for now");
  }
  if (v[kContext] && !v[kContext].is_none()) {
    return raise(t, Exc::kNotImplementedError, "Thread(context=...): gilt has no contextvars yet");
  }
  ThreadObject* thread = thread_of(self);
  const Value target = v[kTarget] && !v[kTarget].is_none() ? v[kTarget] : Value();
  Ref name = v[kName] && !v[kName].is_none() ? to_str(t, v[kName]) : Ref();
  if (!name && pending(t)) return false;
  if (!name || str_view(name).empty()) name = GILT_TRY(fresh_name(t, target));
  assign_slot(t, thread->name, std::move(name));
  set_argument(t, thread->target, target);
  set_argument(t, thread->args, v[kArgs]);
  set_argument(t, thread->kwargs, v[kKwargs]);
  bool daemon = false;
  if (v[kDaemon] && !v[kDaemon].is_none()) {
    Truth truth = GILT_TRY(is_true(t, v[kDaemon]));
    daemon = truth.yes();
  } else {
    Ref current = GILT_TRY(current_thread_object(t));
    daemon = current.as<ThreadObject>()->daemon.load(std::memory_order_relaxed);
  }
  thread->daemon.store(daemon, std::memory_order_relaxed);
  thread->state.store(State::kInitial, std::memory_order_release);
  return true;
}

// A Thread object for a thread that runs already.
Ref make_running(Thread& t, Type* cls, Thread& thread, Ref name, bool daemon) {
  if (!name) return Ref();
  ThreadObject* object = GILT_TRY(allocate_thread_object(t, cls));
  Ref result = Ref::take(t, object);
  assign_slot(t, object->name, std::move(name));
  for (Slot* slot : {&object->target, &object->args, &object->kwargs})
    set_argument(t, *slot, Value());
  object->daemon.store(daemon, std::memory_order_relaxed);
  object->ident.store(ident_of(thread.id()), std::memory_order_relaxed);
  object->state.store(State::kStarted, std::memory_order_release);
  return result;
}

// --- running

// What the new thread does. It owns a reference to its Thread object.
void run_object(Thread& t, Value owned) {
  Ref self = Ref::take(t, owned);
  Ref result = call_method(t, self, "run", {});
  if (pending(t)) report_thread_exception(t, self);
}

Ref thread_start(Thread& t, Args args) {
  const Value self = args[0];
  if (!thread_initialised(t, self, "thread.__init__() not called")) return Ref();
  ThreadObject* thread = thread_of(self);
  State initial = State::kInitial;
  if (!thread->state.compare_exchange_strong(initial, State::kStarting)) {
    return raise(t, Exc::kRuntimeError, "threads can only be started once");
  }
  ThreadStart start;
  start.name = std::string(str_view(read_slot(t, thread->name).get()));
  start.object = self;
  start.end = thread->end;
  const Value owned = Ref::copy(t, self).release();
  start.run = [owned](Thread& child) { run_object(child, owned); };
  start.starting = [thread](uint64_t ident) {
    thread->ident.store(ident, std::memory_order_relaxed);
    thread->state.store(State::kStarted, std::memory_order_release);
  };
  if (start_thread(t, std::move(start)) != 0) return Ref::none();
  thread->ident.store(0, std::memory_order_relaxed);
  thread->state.store(State::kInitial, std::memory_order_release);
  decref(t, owned);
  return Ref();
}

Ref thread_run(Thread& t, Args args) {
  ThreadObject* thread = thread_of(args[0]);
  Ref target = GILT_TRY(thread_field(t, args[0], ThreadField::kTarget));
  Truth given = GILT_TRY(is_true(t, target));
  Ref result = Ref::none();
  if (given.yes()) {
    Ref positional = GILT_TRY(thread_field(t, args[0], ThreadField::kArgs));
    if (positional.get().is_none()) positional = empty_tuple(t);
    Ref keywords = GILT_TRY(thread_field(t, args[0], ThreadField::kKwargs));
    const Value named = keywords.get().is_none() ? Value() : keywords.get();
    UnpackedArguments arguments;
    if (unpack_arguments(t, target, positional, named, &arguments)) {
      result = call(t, target, arguments.args());
      if (result) result = Ref::none();
    } else {
      result = Ref();
    }
  }
  // So that the thread holds on to nothing once it has run (CPython: del self._target, ...). The
  // exception must not be disturbed by what dies here.
  const Value raised = std::exchange(t.exception, Value());
  for (Slot* slot : {&thread->target, &thread->args, &thread->kwargs}) assign_slot(t, *slot, Ref());
  t.exception = raised;
  return result;
}

Ref thread_join(Thread& t, Args args) {
  const Value self = args[0];
  if (!thread_initialised(t, self)) return Ref();
  if (!thread_started(self))
    return raise(t, Exc::kRuntimeError, "cannot join thread before it is started");
  if (self == t.thread_object.load())
    return raise(t, Exc::kRuntimeError, "cannot join current thread");
  gil::Nanos deadline = gil::kForever;
  if (args[1] && !args[1].is_none()) {
    gil::Nanos timeout = 0;
    if (!seconds_argument(t, args[1], &timeout)) return Ref();
    deadline = timeout <= 0 ? 0 : gil::deadline_after(t.host().now(), timeout);
  }
  std::shared_ptr<ThreadEnd> end = thread_of(self)->end;
  if (end->done.is_set() || deadline == 0) return Ref::none();
  const uint32_t holder = gil_id_of(thread_of(self)->ident.load(std::memory_order_relaxed));
  gil::WaitResult result;
  bool ok =
      wait_out_signals(t, gil::WaitResult::kInterrupted, &result, [&](gil::Interruptible how) {
        return end->done.wait(t, deadline, how, gil::WaitKind::kJoin, holder);
      });
  return ok ? Ref::none() : Ref();
}

Ref thread_is_alive(Thread& t, Args args) {
  if (!thread_asserted(t, args[0])) return Ref();
  return Ref::boolean(thread_alive(args[0]));
}

constexpr MethodRow kMethods[] = {
    method<"start", thread_start>(
        "()",
        "Start the thread's activity.\n\nIt must be called at most once per thread object. It "
        "arranges for the\nobject's run() method to be invoked in a separate thread of control."),
    method<"run", thread_run>("()",
                              "Method representing the thread's activity.\n\nYou may override this "
                              "method in a subclass."),
    method<"join", thread_join>("(timeout=None)", "Wait until the thread terminates."),
    method<"is_alive", thread_is_alive>("()", "Return whether the thread is alive."),
};

}  // namespace

void set_up_thread_type(Type& type) {
  type.instance_size = sizeof(ThreadObject);
  type.instance_layout = Layout::kInstance;
  type.attributes_offset = sizeof(Object);
  type.flags_bits.fetch_or(Type::kSubclassable, std::memory_order_relaxed);
}

Ref main_thread_object(Thread& t) {
  Thread& main = t.runtime.main_thread();
  if (main.thread_object.load()) return Ref::copy(t, main.thread_object.load());
  Ref fresh =
      GILT_TRY(make_running(t, types(t).main_thread, main, make_str(t, "MainThread"), false));
  if (&t == &main) fresh.as<ThreadObject>()->native_id.store(t.host().native_id());
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  if (!main.thread_object.load()) main.thread_object.store(fresh.release());
  return Ref::copy(t, main.thread_object.load());
}

Ref current_thread_object(Thread& t) {
  if (Value object = t.thread_object.load()) return Ref::copy(t, object);
  if (t.is_main()) return main_thread_object(t);
  const uint64_t number = t.runtime.thread_names.fetch_add(1, std::memory_order_relaxed) + 1;
  Ref name = make_str(t, fmt::format("Dummy-{}", number));
  Ref fresh = GILT_TRY(make_running(t, types(t).dummy_thread, t, std::move(name), true));
  fresh.as<ThreadObject>()->native_id.store(t.host().native_id());
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  t.thread_object.store(fresh.duplicate().release());
  return fresh;
}

void init_thread_type(Thread& t, Type& type) {
  type.doc =
      "A class that represents a thread of control.\n\nThis class can be safely subclassed in a "
      "limited fashion. There are two ways\nto specify the activity: by passing a callable object "
      "to the constructor, or\nby overriding the run() method in a subclass.";
  set_up_thread_type(type);
  type.slots.construct = thread_construct;
  type.slots.init = thread_init;
  type.slots.repr = thread_repr;
  type.slots.finalize = thread_finalize;
  type.slots.traverse = thread_traverse;
  add_methods(t, type, kMethods);
  add_thread_attributes(t, type);
}

void init_main_thread_type(Thread&, Type& type) { set_up_thread_type(type); }
void init_dummy_thread_type(Thread&, Type& type) { set_up_thread_type(type); }

}  // namespace gilt
