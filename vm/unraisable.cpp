#include "vm/unraisable.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "vm/errors.h"
#include "vm/eval_breaker.h"
#include "vm/operations.h"
#include "vm/traceback_printer.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"
#include "vm/uncaught.h"

namespace gilt {
namespace {

// The UnraisableHookArgs of a hook that the script has set.
Ref hook_argument(Thread& t, DictObject* sys, Value exception, Value where,
                  std::string_view message) {
  Ref type = dict_get(t, sys, "UnraisableHookArgs");
  if (!type) return Ref();
  Ref traceback = read_slot(t, exception.as<ExceptionObject>()->traceback);
  Ref text = message.empty() ? Ref::none() : GILT_TRY(make_str(t, message));
  const Value items[] = {Value::from(type_of(t, exception)), exception,
                         traceback ? traceback.get() : Value::none(), text.get(),
                         where ? where : Value::none()};
  return make_struct_sequence(t, type.as<Type>(), items);
}

// True when a hook of the script's has dealt with it.
bool call_script_hook(Thread& t, Value exception, Value where, std::string_view message) {
  if (!t.runtime.sys_namespace) return false;
  auto* sys = t.runtime.sys_namespace.as<DictObject>();
  Ref hook = dict_get(t, sys, "unraisablehook");
  Ref standard = dict_get(t, sys, "__unraisablehook__");
  if (!hook || !standard || hook.get() == standard.get()) return false;
  Ref argument = hook_argument(t, sys, exception, where, message);
  if (argument && call(t, hook, {argument})) return true;
  Ref error = take_pending(t);
  print_unraisable(t, error, hook, "Exception ignored in sys.unraisablehook");
  return true;
}

}  // namespace

void print_unraisable(Thread& t, Value exception, Value where, std::string_view message) {
  if (message.empty()) message = "Exception ignored in";
  std::string text = where && !where.is_none()
                         ? fmt::format("{}: {}\n", message, repr_text(t, where))
                         : fmt::format("{}:\n", message);
  Ref traceback = read_slot(t, exception.as<ExceptionObject>()->traceback);
  TextPieces pieces;
  if (traceback) {
    pieces.emplace_back("Traceback (most recent call last):\n");
    print_traceback_frames(t, traceback, &pieces);
  }
  print_exception_only(t, exception, &pieces);
  for (const std::string& piece : pieces) text += piece;
  write_to_stderr(t, text);
}

void report_unraisable(Thread& t, Value where, std::string_view message) {
  Ref exception = take_pending(t);
  if (abandoned(t)) return;
  if (!call_script_hook(t, exception, where, message)) {
    if (pending(t)) clear_pending(t);
    print_unraisable(t, exception, where, message);
  }
}

}  // namespace gilt
