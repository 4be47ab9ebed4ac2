// sys: exceptions, the hooks, leaving.
#include <string>

#include "vm/modules/sys.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/uncaught.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

// The exception being handled; no value when none is.
Value handled_exception(Thread& t) {
  for (HandledException* h = t.handled; h != nullptr; h = h->previous) {
    if (h->exception && !h->exception.is_none()) return h->exception;
  }
  return Value();
}

Ref sys_exception(Thread& t, Args) {
  Value exception = handled_exception(t);
  return exception ? Ref::copy(t, exception) : Ref::none();
}

Ref sys_exc_info(Thread& t, Args) {
  Value none = Value::none();
  Value exception = handled_exception(t);
  if (!exception) return make_tuple(t, {none, none, none});
  Ref held = Ref::copy(t, exception);
  Ref traceback = read_slot(t, held.as<ExceptionObject>()->traceback);
  Value type = Value::from(type_of(t, exception));
  return make_tuple(t, {type, exception, traceback ? traceback.get() : none});
}

Ref sys_excepthook(Thread& t, Args args) {  // type, value, traceback
  if (!is_exception(t, args[1])) {
    return raise(
        t, Exc::kTypeError,
        "print_exception(): Exception expected for value, " + type_name(t, args[1]) + " found");
  }
  print_uncaught(t, args[1]);
  return Ref::none();
}

Ref sys_unraisablehook(Thread& t, Args args) {
  Ref exception = GILT_TRY(get_attr(t, args[0], "exc_value"));
  Ref message = GILT_TRY(get_attr(t, args[0], "err_msg"));
  Ref object = GILT_TRY(get_attr(t, args[0], "object"));
  if (!is_exception(t, exception)) {
    return raise(t, Exc::kTypeError, "unraisablehook argument has no exception");
  }
  std::string_view text = is_str(t, message) ? str_view(message) : std::string_view();
  print_unraisable(t, exception, object, text);
  return Ref::none();
}

// What the prompt does with the value of an expression.
Ref sys_displayhook(Thread& t, Args args) {
  if (args[0].is_none()) return Ref::none();
  DictObject* builtins = t.runtime.builtins;
  if (!dict_set(t, builtins, names(t).underscore, Value::none())) return Ref();
  Ref text = GILT_TRY(repr(t, args[0]));
  auto* sys = t.runtime.sys_namespace.as<DictObject>();
  Ref out = dict_get(t, sys, names(t).stdout_);
  if (!out) return pending(t) ? Ref() : raise(t, Exc::kRuntimeError, "lost sys.stdout");
  Ref line = GILT_TRY(make_str(t, std::string(str_view(text)) + "\n"));
  Value argument = line;
  Ref written = GILT_TRY(call_method(t, out, names(t).write, CallArgs(&argument, 1)));
  return dict_set(t, builtins, names(t).underscore, args[0]) ? Ref::none() : Ref();
}

Ref sys_exit(Thread& t, Args args) {
  if (args[0] && !args[0].is_none()) return raise_value(t, Exc::kSystemExit, args[0]);
  return raise_object(t, Ref::copy(t, exception_type(t, Exc::kSystemExit)));
}

constexpr MethodRow kFunctions[] = {
    function<"exception", sys_exception>("()", "The exception being handled, or None."),
    function<"exc_info", sys_exc_info>("()", "Type, value and traceback of sys.exception()."),
    function<"excepthook", sys_excepthook>("(exctype, value, traceback, /)",
                                           "Print an uncaught exception on sys.stderr."),
    function<"unraisablehook", sys_unraisablehook>(
        "(unraisable, /)", "Print an exception that has nowhere to go on sys.stderr."),
    function<"displayhook", sys_displayhook>("(object, /)",
                                             "Print the value of an expression at the prompt."),
    function<"exit", sys_exit>("(status=None, /)", "Leave the program: raise SystemExit(status)."),
};

}  // namespace

std::span<const MethodRow> sys_hook_functions() { return kFunctions; }

}  // namespace gilt
