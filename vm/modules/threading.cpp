// threading: native throughout, so that each operation on threads and locks is one event.
//
// Source: CPython 3.14 Lib/threading.py.
#include <string>

#include "vm/deprecation.h"
#include "vm/exit_hooks.h"
#include "vm/modules/modules.h"
#include "vm/modules/thread_functions.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/thread_life.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/thread_object.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref current_thread(Thread& t, Args) { return current_thread_object(t); }
Ref main_thread(Thread& t, Args) { return main_thread_object(t); }

Ref active_count(Thread& t, Args) {
  return Ref::immediate(Value::small_int(static_cast<int64_t>(thread_objects(t).size())));
}

Ref enumerate_threads(Thread& t, Args) {
  Ref list = GILT_TRY(empty_list(t));
  for (Ref& thread : thread_objects(t)) {
    if (!list_append(t, list.as<ListObject>(), std::move(thread))) return Ref();
  }
  return list;
}

// None is accepted: it takes away what is not there.
template <FixedString Name>
Ref unsupported(Thread& t, Args args) {
  if (args[0].is_none()) return Ref::none();
  return raise(
      t, Exc::kNotImplementedError,
      std::string("threading.") + Name.text + "(): gilt has no trace or profile functions yet");
}
Ref shut_down(Thread& t, Args) { return wait_for_threads(t) ? Ref::none() : Ref(); }

Ref register_atexit(Thread& t, Args args) {
  return register_thread_exit_hook(t, args[0], args[1], args[2]) ? Ref::none() : Ref();
}

Ref no_function(Thread&, Args) { return Ref::none(); }

constexpr MethodRow kFunctions[] = {
    function<"current_thread", current_thread>(
        "()", "Return the current Thread object, corresponding to the caller's thread of control."),
    function<"currentThread", deprecated<"currentThread", "use current_thread()", current_thread>>(
        "()", "Deprecated: use current_thread() instead."),
    function<"main_thread", main_thread>("()", "Return the main thread object."),
    function<"active_count", active_count>("()",
                                           "Return the number of Thread objects currently alive."),
    function<"activeCount", deprecated<"activeCount", "use active_count()", active_count>>(
        "()", "Deprecated: use active_count() instead."),
    function<"enumerate", enumerate_threads>(
        "()", "Return a list of all Thread objects currently alive."),
    function<"excepthook", default_thread_excepthook>("(args, /)",
                                                      "Handle uncaught Thread.run() exception."),
    function<"settrace", unsupported<"settrace">>("(func)", ""),
    function<"setprofile", unsupported<"setprofile">>("(func)", ""),
    function<"settrace_all_threads", unsupported<"settrace_all_threads">>("(func)", ""),
    function<"setprofile_all_threads", unsupported<"setprofile_all_threads">>("(func)", ""),
    function<"_shutdown", shut_down>(
        "()",
        "Wait until the Python thread state of all non-daemon threads get "
        "deleted."),
    function<"_register_atexit", register_atexit>("(func, /, *args, **kwargs)",
                                                  "Call the function before the non-daemon threads "
                                                  "are waited for at the end of the program."),
    function<"gettrace", no_function>("()",
                                      "Get the trace function as set by threading.settrace()."),
    function<"getprofile", no_function>(
        "()", "Get the profiler function as set by threading.setprofile()."),
};

// class BrokenBarrierError(RuntimeError). Kept from one import of the module to the next.
Ref broken_barrier_error(Thread& t) {
  std::atomic<Type*>& known = t.runtime.broken_barrier_error;
  if (Type* type = known.load(std::memory_order_acquire)) return Ref::copy(t, type);
  Ref name = GILT_TRY(make_str(t, "BrokenBarrierError"));
  Ref bases = GILT_TRY(make_tuple(t, {Value::from(exception_type(t, Exc::kRuntimeError))}));
  Ref ns = GILT_TRY(empty_dict(t));
  Ref module = GILT_TRY(make_str(t, "threading"));
  GILT_TRY(dict_set(t, ns.as<DictObject>(), names(t).module, module));
  Ref made = GILT_TRY(call(t, Value::from(types(t).type), {name, bases, ns}));
  Type* none = nullptr;
  known.compare_exchange_strong(none, made.as<Type>(), std::memory_order_acq_rel);
  return Ref::copy(t, known.load(std::memory_order_acquire));
}

constexpr const char* kPublicNames[] = {"get_ident",
                                        "active_count",
                                        "Condition",
                                        "current_thread",
                                        "enumerate",
                                        "main_thread",
                                        "TIMEOUT_MAX",
                                        "Event",
                                        "Lock",
                                        "RLock",
                                        "Semaphore",
                                        "BoundedSemaphore",
                                        "Thread",
                                        "Barrier",
                                        "BrokenBarrierError",
                                        "Timer",
                                        "ThreadError",
                                        "setprofile",
                                        "settrace",
                                        "local",
                                        "stack_size",
                                        "excepthook",
                                        "ExceptHookArgs",
                                        "gettrace",
                                        "getprofile",
                                        "setprofile_all_threads",
                                        "settrace_all_threads",
                                        "get_native_id"};

Ref public_names(Thread& t) {
  Ref list = GILT_TRY(empty_list(t));
  for (const char* name : kPublicNames) {
    if (!list_append(t, list.as<ListObject>(), make_str(t, name))) return Ref();
  }
  return list;
}

bool init_threading_module(Thread& t, DictObject* ns) {
  BuiltinTypes& known = types(t);
  if (!add_functions(t, ns, kFunctions) || !add_shared_thread_names(t, ns)) return false;
  return add_value(t, ns, "__all__", public_names(t)) &&
         add_value(t, ns, "Condition", Ref::copy(t, known.condition)) &&
         add_value(t, ns, "Semaphore", Ref::copy(t, known.semaphore)) &&
         add_value(t, ns, "BoundedSemaphore", Ref::copy(t, known.bounded_semaphore)) &&
         add_value(t, ns, "Event", Ref::copy(t, known.event)) &&
         add_value(t, ns, "Barrier", Ref::copy(t, known.barrier)) &&
         add_value(t, ns, "BrokenBarrierError", broken_barrier_error(t)) &&
         add_value(t, ns, "Timer", Ref::copy(t, known.timer)) &&
         add_value(t, ns, "local", Ref::copy(t, known.local)) &&
         add_value(t, ns, "__excepthook__", dict_get(t, ns, "excepthook")) &&
         add_value(t, ns, "Thread", Ref::copy(t, known.thread)) &&
         add_value(t, ns, "_MainThread", Ref::copy(t, known.main_thread)) &&
         add_value(t, ns, "_DummyThread", Ref::copy(t, known.dummy_thread)) &&
         add_value(t, ns, "Lock", Ref::copy(t, known.lock)) &&
         add_value(t, ns, "RLock", Ref::copy(t, known.rlock)) &&
         add_value(t, ns, "ExceptHookArgs", Ref::copy(t, known.except_hook_args)) &&
         add_value(t, ns, "ThreadError", Ref::copy(t, exception_type(t, Exc::kRuntimeError))) &&
         static_cast<bool>(main_thread_object(t));
}

}  // namespace

const ModuleRow k_threading_module = {
    "threading",
    "Threads and what they coordinate themselves with.",
    init_threading_module,
};

}  // namespace gilt
