// print() and input().
#include <fmt/format.h>

#include <string>

#include "vm/modules/builtins.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// sys.stdout and the like; null with RuntimeError pending when it is lost.
Ref sys_stream(Thread& t, Value name) {
  Ref stream = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), name);
  if (stream || pending(t)) return stream;
  return raise(t, Exc::kRuntimeError, fmt::format("lost sys.{}", str_view(name)));
}

// `sep` or `end`: a str, None or not given.
bool separator(Thread& t, Value v, const char* name, std::string_view fallback,
               std::string_view* out) {
  *out = fallback;
  if (!v || v.is_none()) return true;
  if (!is_str(t, v)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{} must be None or a string, not {}", name, type_name(t, v)));
  }
  *out = str_view(v);
  return true;
}

// The text goes out in one write, so that lines of several threads do not mix.
Ref builtin_print(Thread& t, Args args) {  // *args, sep, end, file, flush
  auto* values = args[0].as<TupleObject>();
  std::string_view sep, end;
  if (!separator(t, args[1], "sep", " ", &sep) || !separator(t, args[2], "end", "\n", &end)) {
    return Ref();
  }
  Ref file = args[3] && !args[3].is_none() ? Ref::copy(t, args[3])
                                           : GILT_TRY(sys_stream(t, names(t).stdout_));
  if (file.get().is_none()) return Ref::none();
  std::string text;
  for (size_t i = 0; i < values->size; i++) {
    if (i > 0) text += sep;
    Ref str = GILT_TRY(to_str(t, values->items_[i]));
    text += str_view(str);
  }
  text += end;
  Ref line = GILT_TRY(make_str(t, text));
  Value line_value = line;
  Ref written = GILT_TRY(call_method(t, file, names(t).write, CallArgs(&line_value, 1)));
  if (args[4]) {
    Truth flush = GILT_TRY(is_true(t, args[4]));
    if (flush.yes()) GILT_TRY(call_method(t, file, names(t).flush));
  }
  return Ref::none();
}

Ref builtin_input(Thread& t, Args args) {
  Ref out = GILT_TRY(sys_stream(t, names(t).stdout_));
  Ref in = GILT_TRY(sys_stream(t, names(t).stdin_));
  if (args[0]) {
    Ref prompt = GILT_TRY(to_str(t, args[0]));
    Value prompt_value = prompt;
    GILT_TRY(call_method(t, out, names(t).write, CallArgs(&prompt_value, 1)));
  }
  GILT_TRY(call_method(t, out, names(t).flush));
  Ref line = GILT_TRY(call_method(t, in, names(t).readline));
  if (!is_str(t, line)) return raise(t, Exc::kTypeError, "object.readline() returned non-string");
  std::string_view text = str_view(line);
  if (text.empty()) return raise(t, Exc::kEOFError, "EOF when reading a line");
  if (text.back() == '\n') text.remove_suffix(1);
  return make_str(t, text);
}

constexpr MethodRow kFunctions[] = {
    function<"print", builtin_print>("(*args, sep=' ', end='\\n', file=None, flush=False)",
                                     "Print the values to a stream, or to sys.stdout."),
    function<"input", builtin_input>("(prompt='', /)", "Read a line from standard input."),
};

}  // namespace

std::span<const MethodRow> builtin_io_functions() { return kFunctions; }

}  // namespace gilt
