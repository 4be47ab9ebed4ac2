// Exceptions that have nowhere to go (in __del__, in a thread's excepthook, at exit).
#pragma once

#include "vm/ref.h"

namespace gilt {

// Takes the pending exception and prints "Exception ignored in: ..." with its traceback on sys.stderr
// (sys.unraisablehook of CPython). `where`: the callable, or no value.
void report_unraisable(Thread& t, Value where);

}  // namespace gilt
