// Exceptions as text, the way CPython 3.14 prints them: the chain of causes and contexts, the
// frames with their source lines and carets, groups drawn as trees.
//
// Source: Lib/traceback.py of 3.14 (TracebackException), PEP 657, PEP 654, PEP 678.
#pragma once

#include <string>
#include <string_view>

#include "vm/ref.h"

namespace gilt {

// Appends what sys.excepthook prints for `exception`. Runs the __str__ of exceptions and notes;
// what they raise is dropped. No exception may be pending.
void print_exception(Thread& t, Value exception, std::string* out);

// The parts of it.
// The frames of a traceback (TracebackObject or no value), without the heading.
void print_traceback_frames(Thread& t, Value traceback, std::string* out);
// The last lines: "ValueError: text", for syntax errors with place and source, and the notes.
void print_exception_only(Thread& t, Value exception, std::string* out);

}  // namespace gilt
