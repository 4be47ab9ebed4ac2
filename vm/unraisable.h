// Exceptions that have nowhere to go (in __del__, in a thread's excepthook, at exit).
#pragma once

#include <string_view>

#include "vm/ref.h"

namespace gilt {

// Takes the pending exception and hands it to sys.unraisablehook, which normally prints `message`
// ("Exception ignored in" when empty), the repr of `where` (the callable, or no value) and the
// traceback on sys.stderr.
void report_unraisable(Thread& t, Value where, std::string_view message = {});

// What sys.__unraisablehook__ does.
void print_unraisable(Thread& t, Value exception, Value where, std::string_view message);

}  // namespace gilt
