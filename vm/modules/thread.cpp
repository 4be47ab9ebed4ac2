// _thread: threads and locks at their plainest.
//
// Source: CPython 3.14 Modules/_threadmodule.c.
#include <signal.h>

#include "gil/signals.h"
#include "vm/call.h"
#include "vm/modules/modules.h"
#include "vm/modules/thread_functions.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/thread_life.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/thread_object.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

// --- start_new_thread

// Owned by the new thread once it runs.
struct PlainCall {
  Value function, args, kwargs;

  void drop(Thread& t) const {
    for (Value v : {function, args, kwargs}) decref(t, v);
  }
};

void run_plain_call(Thread& t, const PlainCall& plain) {
  {
    UnpackedArguments arguments;
    Ref result;
    if (unpack_arguments(t, plain.function, plain.args, plain.kwargs, &arguments)) {
      result = call(t, plain.function, arguments.args());
    }
    if (pending(t) && !clear_if(t, Exc::kSystemExit)) report_unraisable(t, plain.function);
  }
  plain.drop(t);
}

Ref start_new_thread(Thread& t, Args args) {
  if (!is_callable(t, args[0])) return raise(t, Exc::kTypeError, "first arg must be callable");
  if (!is_instance_of(t, args[1], Type::kTuple)) {
    return raise(t, Exc::kTypeError, "2nd arg must be a tuple");
  }
  if (args[2] && !is_instance_of(t, args[2], Type::kDict)) {
    return raise(t, Exc::kTypeError, "optional 3rd arg must be a dictionary");
  }
  PlainCall plain{Ref::copy(t, args[0]).release(), Ref::copy(t, args[1]).release(),
                  args[2] ? Ref::copy(t, args[2]).release() : Value()};
  ThreadStart start;
  start.name = "python";
  start.run = [plain](Thread& child) { run_plain_call(child, plain); };
  const uint64_t ident = start_thread(t, std::move(start));
  if (ident != 0) return make_int_from_unsigned(t, ident);
  plain.drop(t);
  return Ref();
}

// --- the rest

Ref allocate_lock(Thread& t, Args) { return make_lock(t); }

Ref exit_thread(Thread& t, Args) {
  return raise_object(t, Ref::copy(t, exception_type(t, Exc::kSystemExit)));
}

Ref count(Thread& t, Args) { return make_int(t, static_cast<int64_t>(running_threads(t))); }

Ref interrupt_main(Thread& t, Args args) {
  Size number = args[0] ? int_argument(t, args[0]) : Size(SIGINT);
  if (number.failed()) return Ref();
  if (number.get() < 1 || number.get() > 64) {
    return raise(t, Exc::kValueError, "signal number out of range");
  }
  if (gil::SignalRelay* relay = t.runtime.signals()) relay->trip(static_cast<int>(number.get()));
  return Ref::none();
}

Ref daemon_threads_allowed(Thread&, Args) { return Ref::boolean(true); }

constexpr char kStartDoc[] =
    "Start a new thread and return its identifier.\n\nThe thread will call the function with "
    "positional arguments from the\ntuple args and keyword arguments taken from the optional "
    "dictionary\nkwargs.  The thread exits when the function returns; the return value\nis "
    "ignored.  "
    "The thread will also exit when the function raises an\nunhandled exception; a stack trace "
    "will be "
    "printed unless the exception\nis SystemExit.";

constexpr MethodRow kFunctions[] = {
    function<"start_new_thread", start_new_thread>("(function, args, kwargs={}, /)", kStartDoc),
    function<"start_new", start_new_thread>("(function, args, kwargs={}, /)",
                                            "An obsolete synonym of start_new_thread()."),
    function<"allocate_lock", allocate_lock>("()", "Create a new lock object."),
    function<"allocate", allocate_lock>("()", "An obsolete synonym of allocate_lock()."),
    function<"exit", exit_thread>(
        "()",
        "This is synonymous to ``raise SystemExit''.  It will cause the current\nthread to exit "
        "silently unless the exception is caught."),
    function<"exit_thread", exit_thread>("()", "An obsolete synonym of exit()."),
    function<"_count", count>("()",
                              "Return the number of currently running Python threads, excluding\n"
                              "the main thread."),
    function<"interrupt_main", interrupt_main>(
        "(signum=2, /)", "Simulate the arrival of the given signal in the main thread."),
    function<"daemon_threads_allowed", daemon_threads_allowed>(
        "()", "Return True if daemon threads are allowed in the current interpreter."),
    function<"_excepthook", default_thread_excepthook>("(args, /)",
                                                       "Handle uncaught Thread.run() exception."),
};

bool init_thread_module(Thread& t, DictObject* ns) {
  BuiltinTypes& known = types(t);
  return add_functions(t, ns, kFunctions) && add_shared_thread_names(t, ns) &&
         add_value(t, ns, "lock", Ref::copy(t, known.lock)) &&
         add_value(t, ns, "LockType", Ref::copy(t, known.lock)) &&
         add_value(t, ns, "RLock", Ref::copy(t, known.rlock)) &&
         add_value(t, ns, "_local", Ref::copy(t, known.local)) &&
         add_value(t, ns, "_ExceptHookArgs", Ref::copy(t, known.except_hook_args)) &&
         add_value(t, ns, "error", Ref::copy(t, exception_type(t, Exc::kRuntimeError)));
}

}  // namespace

const ModuleRow k_thread_module = {
    "_thread",
    "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' "
    "module provides a more convenient interface.",
    init_thread_module,
};

}  // namespace gilt
