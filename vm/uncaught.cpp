#include "vm/uncaught.h"

#include <unistd.h>

#include <string>
#include <utility>

#include "vm/operations.h"
#include "vm/traceback_printer.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

// Puts the pending exception aside for its lifetime; what is raised meanwhile is dropped.
class PendingAside {
 public:
  explicit PendingAside(Thread& t) : t_(t), aside_(std::exchange(t.exception, Value())) {}
  ~PendingAside() {
    if (pending(t_)) clear_pending(t_);
    t_.exception = aside_;
  }

 private:
  Thread& t_;
  Value aside_;
};

Ref sys_attribute(Thread& t, Value name) {
  if (!t.runtime.sys_namespace) return Ref();
  return dict_get(t, t.runtime.sys_namespace.as<DictObject>(), name);
}

void write_to_descriptor(Thread& t, std::string_view text) {
  while (!text.empty()) {
    ssize_t n = t.host().write(STDERR_FILENO, text.data(), text.size());
    if (n < 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

Ref traceback_of(Thread& t, Value exception) {
  Ref traceback = read_slot(t, exception.as<ExceptionObject>()->traceback);
  return traceback ? std::move(traceback) : Ref::none();
}

// sys.last_exc and its parts, for whoever looks at the prompt.
void remember(Thread& t, Value exception, Value traceback) {
  if (!t.runtime.sys_namespace) return;
  auto* sys = t.runtime.sys_namespace.as<DictObject>();
  bool ok = dict_set(t, sys, "last_exc", exception) &&
            dict_set(t, sys, "last_type", Value::from(type_of(t, exception))) &&
            dict_set(t, sys, "last_value", exception) &&
            dict_set(t, sys, "last_traceback", traceback);
  if (!ok) clear_pending(t);
}

}  // namespace

void write_to_stderr(Thread& t, std::string_view text) {
  PendingAside aside(t);
  Ref stream = sys_attribute(t, names(t).stderr_);
  if (stream && stream.get().is_none()) return;
  Ref str = stream ? make_str(t, text) : Ref();
  if (str) {
    Value argument = str;
    if (call_method(t, stream, names(t).write, CallArgs(&argument, 1))) return;
  }
  write_to_descriptor(t, text);
}

void print_uncaught(Thread& t, Value exception) {
  std::string text;
  print_exception(t, exception, &text);
  write_to_stderr(t, text);
  PendingAside aside(t);
  Ref stream = sys_attribute(t, names(t).stderr_);
  if (stream && !stream.get().is_none()) call_method(t, stream, names(t).flush);
}

void report_uncaught(Thread& t, Ref exception) {
  Ref traceback = traceback_of(t, exception);
  remember(t, exception, traceback);
  Ref hook = sys_attribute(t, names(t).excepthook);
  if (pending(t)) clear_pending(t);
  if (!hook) {
    write_to_stderr(t, "sys.excepthook is missing\n");
    return print_uncaught(t, exception);
  }
  Ref type = Ref::copy(t, type_of(t, exception));
  if (call(t, hook, {type, exception, traceback})) return;
  Ref error = take_pending(t);
  write_to_stderr(t, "Error in sys.excepthook:\n");
  print_uncaught(t, error);
  write_to_stderr(t, "\nOriginal exception was:\n");
  print_uncaught(t, exception);
}

}  // namespace gilt
