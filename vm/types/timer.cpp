// threading.Timer: a thread that calls a function after a while, unless it is cancelled before.
//
// Its fields are ordinary attributes, so that subclasses can use and change them as they can in
// CPython. Source: CPython 3.14 Lib/threading.py (class Timer).
#include "vm/call.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/thread_object.h"

namespace gilt {
namespace {

bool set_field(Thread& t, Value self, std::string_view name, Ref value) {
  return value && set_attr(t, self, name, value);
}

bool timer_init(Thread& t, Value self, CallArgs given) {
  enum { kInterval, kFunction, kArgs, kKwargs, kCount };
  Value v[kCount];
  GILT_TRY(bind_arguments(t, "Timer.__init__", "(interval, function, args=None, kwargs=None)",
                          given, v));
  if (!types(t).thread->slots.init(t, self, CallArgs())) return false;
  auto given_or = [&t](Value value, Ref (*fresh)(Thread&)) {
    return value && !value.is_none() ? Ref::copy(t, value) : fresh(t);
  };
  auto fresh_list = [](Thread& thread) { return empty_list(thread); };
  auto fresh_dict = [](Thread& thread) { return empty_dict(thread); };
  return set_field(t, self, "interval", Ref::copy(t, v[kInterval])) &&
         set_field(t, self, "function", Ref::copy(t, v[kFunction])) &&
         set_field(t, self, "args", given_or(v[kArgs], fresh_list)) &&
         set_field(t, self, "kwargs", given_or(v[kKwargs], fresh_dict)) &&
         set_field(t, self, "finished", call(t, Value::from(types(t).event)));
}

Ref timer_cancel(Thread& t, Args args) {
  Ref finished = GILT_TRY(get_attr(t, args[0], "finished"));
  GILT_TRY(call_method(t, finished, "set", {}));
  return Ref::none();
}

bool call_function(Thread& t, Value self) {
  Ref function = GILT_TRY(get_attr(t, self, "function"));
  Ref args = GILT_TRY(get_attr(t, self, "args"));
  Ref kwargs = GILT_TRY(get_attr(t, self, "kwargs"));
  UnpackedArguments arguments;
  if (!unpack_arguments(t, function, args, kwargs, &arguments)) return false;
  return static_cast<bool>(call(t, function, arguments.args()));
}

Ref timer_run(Thread& t, Args args) {
  Ref finished = GILT_TRY(get_attr(t, args[0], "finished"));
  Ref interval = GILT_TRY(get_attr(t, args[0], "interval"));
  GILT_TRY(call_method(t, finished, "wait", {interval}));
  Ref cancelled = GILT_TRY(call_method(t, finished, "is_set", {}));
  Truth truth = GILT_TRY(is_true(t, cancelled));
  if (truth.no() && !call_function(t, args[0])) return Ref();
  GILT_TRY(call_method(t, finished, "set", {}));
  return Ref::none();
}

constexpr MethodRow kMethods[] = {
    method<"cancel", timer_cancel>("()", "Stop the timer if it hasn't finished yet."),
    method<"run", timer_run>("()", "Wait for the interval, then call the function."),
};

}  // namespace

void init_timer_type(Thread& t, Type& type) {
  type.doc =
      "A thread that calls a function after interval seconds:\n\n    t = Timer(30.0, f, args=None, "
      "kwargs=None)\n    t.start()\n    t.cancel()  # stop it if it still waits";
  set_up_thread_type(type);
  type.slots.init = timer_init;
  add_methods(t, type, kMethods);
}

}  // namespace gilt
