#include "vm/exit_hooks.h"

#include <string>
#include <utility>

#include "vm/call.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

constexpr char kThreadHooks[] = "_threading_atexits";
constexpr char kShuttingDown[] = "_SHUTTING_DOWN";
constexpr char kExitFunctions[] = "_callbacks";

// The module if it was imported; null, without an exception, if not.
Ref imported(Thread& t, const char* name) {
  Ref module = dict_get(t, t.runtime.modules, name);
  if (!module && pending(t)) clear_pending(t);
  return module && type_of(t, module) == types(t).module ? std::move(module) : Ref();
}

// The list `name` of the module, made when it has none.
Ref callback_list(Thread& t, Value module, const char* name) {
  Ref list = dict_get(t, module.as<ModuleObject>()->dict, name);
  if (list && is_exact_list(list)) return list;
  if (pending(t)) return Ref();
  list = GILT_TRY(empty_list(t));
  Ref key = GILT_TRY(intern(t, name));
  return dict_set_default(t, module.as<ModuleObject>()->dict, key, list);  // others make one too
}

void run_callback(Thread& t, Value callback, std::string what) {
  std::span<const Value> parts = callback.as<TupleObject>()->items();
  UnpackedArguments arguments;
  Value kwargs = parts[2].is_none() ? Value() : parts[2];
  Ref result;
  if (unpack_arguments(t, parts[0], parts[1], kwargs, &arguments)) {
    result = call(t, parts[0], arguments.args());
  }
  if (result) return;
  Ref error = take_pending(t);
  what += repr_text(t, parts[0]);
  set_pending(t, std::move(error));
  report_unraisable(t, Value(), what);
}

// What callbacks register is not called any more, as in CPython.
void run_callbacks(Thread& t, const char* module_name, const char* list_name, const char* what) {
  Ref module = imported(t, module_name);
  if (!module) return;
  Ref list = callback_list(t, module, list_name);
  Ref callbacks = list ? list_as_tuple(t, list.as<ListObject>()) : Ref();
  if (!callbacks) return clear_pending(t);
  std::span<const Value> items = callbacks.as<TupleObject>()->items();
  for (size_t i = items.size(); i > 0; i--) run_callback(t, items[i - 1], what);
  list_clear(t, list.as<ListObject>());
}

}  // namespace

void run_thread_exit_hooks(Thread& t) {
  Ref module = imported(t, "threading");
  if (!module) return;
  if (!dict_set(t, module.as<ModuleObject>()->dict, kShuttingDown, Value::boolean(true))) {
    clear_pending(t);
  }
  run_callbacks(t, "threading", kThreadHooks, "Exception ignored on threading shutdown ");
}

void run_exit_functions(Thread& t) {
  run_callbacks(t, "atexit", kExitFunctions, "Exception ignored in atexit callback ");
}

Ref exit_functions(Thread& t) {
  Ref module = imported(t, "atexit");
  if (!module) return raise(t, Exc::kRuntimeError, "atexit is not imported");
  return callback_list(t, module, kExitFunctions);
}

bool register_thread_exit_hook(Thread& t, Value function, Value args, Value kwargs) {
  Ref module = imported(t, "threading");
  if (!module) return raise(t, Exc::kRuntimeError, "threading is not imported");
  Ref ended = dict_get(t, module.as<ModuleObject>()->dict, kShuttingDown);
  if (ended && ended.get().is_true()) {
    return raise(t, Exc::kRuntimeError, "can't register atexit after shutdown");
  }
  Ref hooks = GILT_TRY(callback_list(t, module, kThreadHooks));
  Ref hook = GILT_TRY(make_tuple(t, {function, args, kwargs ? kwargs : Value::none()}));
  return list_append(t, hooks.as<ListObject>(), std::move(hook));
}

}  // namespace gilt
