// atexit: functions to call at the end of the program.
//
// Source: CPython 3.14 Modules/atexitmodule.c.
#include "gil/critical_section.h"
#include "vm/exit_hooks.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref register_function(Thread& t, Args args) {
  if (!is_callable(t, args[0])) {
    return raise(t, Exc::kTypeError, "the first argument must be callable");
  }
  Ref functions = GILT_TRY(exit_functions(t));
  Ref entry = GILT_TRY(make_tuple(t, {args[0], args[1], args[2] ? args[2] : Value::none()}));
  if (!list_append(t, functions.as<ListObject>(), std::move(entry))) return Ref();
  return Ref::copy(t, args[0]);
}

// Takes this very entry out of the list, wherever it is now. False: raised.
bool remove_entry(Thread& t, ListObject* list, Value entry) {
  Value removed;
  {
    gil::CriticalSection section(t, list->mutex);
    int64_t i = list->count();
    while (i > 0 && list->items()[i - 1].load() != entry) i--;
    if (i > 0 && !list_splice(t, list, i - 1, 1, {}, &removed)) return false;
  }
  decref(t, removed);
  return true;
}

// Comparing may run Python, and other threads register meanwhile.
Ref unregister_function(Thread& t, Args args) {
  Ref functions = GILT_TRY(exit_functions(t));
  auto* list = functions.as<ListObject>();
  Ref entries = GILT_TRY(list_snapshot(t, list));
  for (Value entry : entries.as<TupleObject>()->items()) {
    Truth same = GILT_TRY(equal(t, (*entry.as<TupleObject>())[0], args[0]));
    if (same.yes() && !remove_entry(t, list, entry)) return Ref();
  }
  return Ref::none();
}

Ref clear(Thread& t, Args) {
  Ref functions = GILT_TRY(exit_functions(t));
  list_clear(t, functions.as<ListObject>());
  return Ref::none();
}

Ref run_functions(Thread& t, Args) {
  run_exit_functions(t);
  return Ref::none();
}

Ref count(Thread& t, Args) {
  Ref functions = GILT_TRY(exit_functions(t));
  return Ref::immediate(Value::small_int(list_size(functions.as<ListObject>())));
}

constexpr MethodRow kFunctions[] = {
    function<"register", register_function>(
        "(func, /, *args, **kwargs)",
        "Register a function to be executed upon normal program termination\n\n    func - function "
        "to be called at exit\n    args - optional arguments to pass to func\n    kwargs - "
        "optional "
        "keyword arguments to pass to func\n\n    func is returned to facilitate usage as a "
        "decorator."),
    function<"unregister", unregister_function>(
        "(func, /)",
        "Unregister an exit function which was previously registered using\natexit.register\n\n    "
        "func - function to be unregistered"),
    function<"_clear", clear>("()", "Clear the list of previously registered exit functions."),
    function<"_run_exitfuncs", run_functions>("()", "Run all registered exit functions."),
    function<"_ncallbacks", count>("()", "Return the number of registered exit functions."),
};

bool init_atexit_module(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_atexit_module = {
    "atexit",
    "allow programmer to define multiple exit functions to be executed\nupon normal program "
    "termination.\n\nTwo public functions, register and unregister, are defined.\n",
    init_atexit_module,
};

}  // namespace gilt
