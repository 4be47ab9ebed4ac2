// Exceptions that end a thread: threading.excepthook, and what happens when that fails too.
//
// Source: CPython 3.14 Lib/threading.py (_make_invoke_excepthook), Modules/_threadmodule.c
// (thread_excepthook).
#include <fmt/format.h>

#include <string>

#include "vm/eval_breaker.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/traceback_printer.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"
#include "vm/types/thread_object.h"
#include "vm/types/tuple.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

enum Field { kType, kValue, kTraceback, kThread, kFieldCount };

constexpr StructField kFields[] = {
    {"exc_type", "Exception type"},
    {"exc_value", "Exception value"},
    {"exc_traceback", "Exception traceback"},
    {"thread", "Thread"},
};

// In one piece, so that the reports of several threads do not mix.
void write_to_stderr(Thread& t, const std::string& text) {
  Ref stream = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), names(t).stderr_);
  if (!stream || stream.get().is_none()) {
    if (pending(t)) clear_pending(t);
    return;
  }
  Ref message = make_str(t, text);
  Ref done = message ? call_method(t, stream, names(t).write, {message}) : Ref();
  if (done) done = call_method(t, stream, names(t).flush);
  if (!done) clear_pending(t);
}

// The script's threading.excepthook; null, nothing pending, when there is none to call.
Ref find_hook(Thread& t) {
  Ref module = dict_get(t, t.runtime.modules, "threading");
  Ref hook = module ? get_attr_or_null(t, module, names(t).excepthook) : Ref();
  if (pending(t)) clear_pending(t);
  return hook && !hook.get().is_none() ? std::move(hook) : Ref();
}

}  // namespace

Ref default_thread_excepthook(Thread& t, Args args) {
  if (type_of(t, args[0]) != types(t).except_hook_args) {
    return raise(t, Exc::kTypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  }
  const TupleObject& hook_args = *args[0].as<TupleObject>();
  if (hook_args[kType] == Value::from(exception_type(t, Exc::kSystemExit))) return Ref::none();
  std::string text = "Exception in thread ";
  if (type_of(t, hook_args[kThread])->is_subtype_of(types(t).thread)) {
    Ref name = read_slot(t, hook_args[kThread].as<ThreadObject>()->name);
    text += name ? str_view(name) : "?";
  } else {
    text += std::to_string(t.ident);
  }
  text += ":\n";
  if (is_exception(t, hook_args[kValue])) {
    print_exception(t, hook_args[kValue], &text);
  } else {
    text += repr_text(t, hook_args[kType]) + "\n";
  }
  write_to_stderr(t, text);
  return Ref::none();
}

void report_thread_exception(Thread& t, Value thread) {
  if (abandoned(t)) return clear_pending(t);
  Ref exception = take_pending(t);
  Ref traceback = read_slot(t, exception.as<ExceptionObject>()->traceback);
  const Value fields[kFieldCount] = {Value::from(type_of(t, exception)), exception,
                                     traceback ? traceback.get() : Value::none(), thread};
  Ref args = make_struct_sequence(t, types(t).except_hook_args, fields);
  if (args) {
    Ref hook = find_hook(t);
    const Value values[] = {args};
    if (hook ? call(t, hook, CallArgs(values, 1)) : default_thread_excepthook(t, Args(values, 1))) {
      return;
    }
  }
  // The hook itself failed.
  Ref second = take_pending(t);
  std::string text = "Exception in threading.excepthook:\n";
  print_exception(t, second, &text);
  write_to_stderr(t, text);
}

void init_except_hook_args_type(Thread& t, Type& type) {
  init_struct_sequence(
      t, type,
      {.doc = "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
       .fields = kFields,
       .visible = kFieldCount});
}

}  // namespace gilt
