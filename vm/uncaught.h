// Exceptions that nobody caught: the way from the pending exception to sys.excepthook and standard
// error.
//
// Source: CPython Python/pythonrun.c (_PyErr_PrintEx).
#pragma once

#include <string_view>

#include "vm/ref.h"

namespace gilt {

// Hands an exception to sys.excepthook, which normally prints its traceback. What the hook raises
// is printed too, and dropped; nothing is pending afterwards.
void report_uncaught(Thread& t, Ref exception);

// What sys.__excepthook__ does: the traceback on sys.stderr.
void print_uncaught(Thread& t, Value exception);

// Text on sys.stderr, or on file descriptor 2 when that is lost. Raises nothing; a pending
// exception stays.
void write_to_stderr(Thread& t, std::string_view text);

}  // namespace gilt
